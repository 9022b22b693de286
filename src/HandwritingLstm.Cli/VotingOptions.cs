using System.CommandLine;
using System.CommandLine.Parsing;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli;

/// <summary>The options that make several models, or several views of a line, decide together; the same for every command that reads.</summary>
internal sealed class VotingOptions
{
    private readonly Option<int> _views = new("--views")
    {
        Description = $"Look at every line in N slightly different ways and take the mean, 1 to {LineView.MaximumCount}; N views take N times as long.",
        HelpName = "N",
        DefaultValueFactory = _ => new RecognizerOptions().Views,
    };

    /// <summary><c>--models A,B,…</c>.</summary>
    public Option<string?> Models { get; } = new("--models")
    {
        Description = "Several models that vote on every character, with commas between; they must have one alphabet. N models take N times as long, and a search.",
        HelpName = "A,B,…",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="model">Its option that names one model.</param>
    public void AddTo(Command command, Option model)
    {
        SharedOptions.RequireRange(_views, 1, LineView.MaximumCount);
        command.Add(Models);
        command.Add(_views);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Models) is not { } models)
            {
                return;
            }

            if (result.GetResult(model) is { Implicit: false })
            {
                result.AddError($"{model.Name} and --models exclude each other: name all models in --models.");
            }

            if (Split(models.GetValueOrDefault<string?>()).Length < 2)
            {
                result.AddError("--models needs at least two models, with a comma between; for one there is --model.");
            }

            if (result.Children.OfType<OptionResult>().Any(option => option.Option.Name is DecoderOptions.Name && option.Tokens is [{ Value: DecoderOptions.Greedy }]))
            {
                result.AddError("--decoder greedy and --models exclude each other: models vote while a text is searched for.");
            }
        });
    }

    /// <summary>The models that read: several, or the one that another option names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The one model.</param>
    public IReadOnlyList<string> ModelsOf(ParseResult parsed, string model) =>
        parsed.GetValue(Models) is { } models ? Split(models) : [model];

    /// <summary>Whether several models vote.</summary>
    public bool IsVote(ParseResult parsed) => parsed.GetValue(Models) is not null;

    /// <summary>What the command line says of views.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The other options of the recogniser.</param>
    public RecognizerOptions Complete(ParseResult parsed, RecognizerOptions options) => options with { Views = parsed.GetValue(_views) };

    private static string[] Split(string? models) => models?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
