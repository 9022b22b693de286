using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli;

/// <summary><c>htr tune</c>: the weights of the beam search that read ground truth best.</summary>
internal static class TuneCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = SharedOptions.Model();
        var truth = SharedOptions.Truth();
        var split = SharedOptions.Split();
        var lines = new Option<int>("--lines") { Description = "How many lines to take, evenly spaced; 0 = all.", HelpName = "N", DefaultValueFactory = _ => 0 };
        SharedOptions.RequireRange(lines, 0, int.MaxValue);
        var ink = new PathOption<string?>("--ink")
        {
            Description = "Pen strokes of the lines (JSON lines): they are written anew by other hands, for a model that knows the lines themselves by heart.",
            HelpName = "FILE",
        };
        var strength = new Option<double>("--ink-strength") { Description = "How unlike the other hands are; 1 = as in training.", HelpName = "X", DefaultValueFactory = _ => 1 };
        SharedOptions.RequireRange(strength, 0, 10);
        var only = new Option<bool>("--measure-only") { Description = "Only measure the weights given." };
        var threads = SharedOptions.Threads();
        var command = new Command("tune", "Find the weights of language model, lexicon and bonus that read ground truth best.")
        {
            model, truth, split, lines, ink, strength, only, threads,
        };
        var decoder = new DecoderOptions(hasAlternatives: false);
        decoder.AddTo(command);
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var options = decoder.Complete(parsed, new RecognizerOptions { Threads = parsed.GetValue(threads) }, needsSearch: true);
            using var source = new ScoredLineSource(parsed.GetRequiredValue(model), options.Threads, console.Error)
            {
                Ink = parsed.GetValue(ink),
                InkStrength = parsed.GetValue(strength),
            };
            var scored = source.Read(parsed.GetRequiredValue(truth), parsed.GetRequiredValue(split), parsed.GetValue(lines));
            var language = options.LanguageModel is null ? null : LanguageModelStore.Load(options.LanguageModel);
            var tuning = new DecoderTuning(source.Alphabet, language, options.Lexicon is null ? null : WordLexicon.Load(options.Lexicon), scored, options.Threads);
            var start = options.BeamSearch!;
            var best = parsed.GetValue(only) ? start : tuning.Search(start, (tried, rates) => console.Error.WriteLine($"htr: {Describe(tried, options)}: {Figures(rates)}"));
            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Describe(best, options)} --confidence-temperature {tuning.ConfidenceTemperature(best):0.##}"));
            console.Output.WriteLine($"{scored.Count} lines: {Figures(source.BestPath(scored))} by best path, {Figures(tuning.Measure(best))} so");
            return source.FailedCount == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Describe(BeamSearchOptions options, RecognizerOptions recognizer)
    {
        // A language model and a lexicon choose the search, and are what other weights weigh.
        var hasLanguage = recognizer.LanguageModel is not null || recognizer.Lexicon is not null;
        var weight = hasLanguage ? string.Create(CultureInfo.InvariantCulture, $"--lm-weight {options.LanguageWeight:0.###} ") : "";
        var search = string.Create(
            CultureInfo.InvariantCulture, $"{(hasLanguage ? "" : "--decoder beam ")}--beam-width {options.Width} {weight}--character-bonus {options.CharacterBonus:0.###}");
        return recognizer.Lexicon is null
            ? search
            : string.Create(CultureInfo.InvariantCulture, $"{search} --word-weight {options.WordWeight:0.###} --word-bonus {options.WordBonus:0.###}");
    }

    private static string Figures(ErrorRates rates) =>
        string.Create(CultureInfo.InvariantCulture, $"CER {100 * rates.Cer:0.00} % ({rates.Characters.Edits:N0} edits), WER {100 * rates.Wer:0.00} %");
}
