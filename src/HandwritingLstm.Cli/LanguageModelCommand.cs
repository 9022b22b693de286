using System.CommandLine;
using HandwritingLstm.Decoding;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Cli;

/// <summary><c>htr lm</c>: a character language model from text, or from an ARPA file.</summary>
internal static class LanguageModelCommand
{
    private const int DefaultOrder = 7;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var texts = new Argument<string[]>("texts")
        {
            Description = "Text files in UTF-8, one line or paragraph a row; ground truth (.csv); several with ; between are one text; or one ARPA file (.arpa).",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(texts);
        var output = new PathOption<string>("--output", "-o") { Description = "The file to write; .arpa is written as text.", HelpName = "FILE", Required = true };
        var order = new Option<int>("--order") { Description = "Characters in the longest n-grams.", HelpName = "N", DefaultValueFactory = _ => DefaultOrder };
        SharedOptions.RequireRange(order, 1, CharacterLanguageModel.MaximumOrder);
        var weights = new Option<double[]>("--weights")
        {
            Description = "Make a model of each text and mix them with these weights, in the order of the texts.",
            HelpName = "X",
            AllowMultipleArgumentsPerToken = true,
        };
        var heldOut = new PathOption<string?>("--held-out")
        {
            Description = "Mix a model of each text so that these lines, which no text has, are most probable; say how probable they are.",
            HelpName = "FILE",
        };
        var most = new Option<int?>("--most-ngrams") { Description = "Leave out the n-grams that tell least, so that no more than this are left.", HelpName = "N" };
        most.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError($"--most-ngrams is {result.GetValueOrDefault<int?>()}; expected at least 1.");
            }
        });
        var words = new PathOption<string?>("--words") { Description = "Also write the words of the texts, for --lexicon.", HelpName = "FILE" };

        var command = new Command("lm", "Make a character language model from text.") { texts, output, order, weights, heldOut, most, words };
        command.Validators.Add(result =>
        {
            var count = result.GetValue(weights)?.Length ?? 0;
            if (count > 0 && count != result.GetValue(texts)?.Length)
            {
                result.AddError($"--weights has {count} numbers; expected one for each text.");
            }
        });
        command.Validators.Add(result =>
        {
            var isOfText = result.GetResult(order) is { Implicit: false } || new Option[] { weights, heldOut, most, words }.Any(option => result.GetResult(option) is not null);
            string[] files = [.. (result.GetValue(texts) ?? []).SelectMany(PathList.Split)];
            if (files.Any(ArpaFile.IsArpa) && (files.Length > 1 || isOfText))
            {
                result.AddError("An ARPA file is a finished model: it is converted alone, without --order, --weights, --held-out, --most-ngrams and --words.");
            }
        });
        command.SetAction(parsed =>
        {
            var run = new LanguageModelRun(parsed.InvocationConfiguration.Error)
            {
                Texts = parsed.GetRequiredValue(texts),
                Order = parsed.GetValue(order),
                Weights = parsed.GetValue(weights) ?? [],
                HeldOut = parsed.GetValue(heldOut),
                MostNGrams = parsed.GetValue(most),
                Words = parsed.GetValue(words),
            };
            run.Execute(parsed.GetRequiredValue(output));
            return ExitCode.Done;
        });
        return command;
    }
}
