using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

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
            Description = "Text files in UTF-8, one line or paragraph a row; or one ARPA file (.arpa).",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(texts);
        var output = new Option<string>("--output", "-o") { Description = "The file to write; .arpa is written as text.", HelpName = "FILE", Required = true };
        var order = new Option<int>("--order") { Description = "Characters in the longest n-grams.", HelpName = "N", DefaultValueFactory = _ => DefaultOrder };
        SharedOptions.RequireRange(order, 1, CharacterLanguageModel.MaximumOrder);

        var command = new Command("lm", "Make a character language model from text.") { texts, output, order };
        command.SetAction(parsed =>
        {
            var files = parsed.GetRequiredValue(texts);
            var model = files is [var single] && IsArpa(single) ? ArpaFile.Load(single) : Train(files, parsed.GetValue(order));
            var path = parsed.GetRequiredValue(output);
            if (IsArpa(path))
            {
                ArpaFile.Save(path, model);
            }
            else
            {
                LanguageModelFile.Save(path, model);
            }

            parsed.InvocationConfiguration.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"htr: {path}: order {model.Order}, {model.Vocabulary.Characters.Count} characters, {model.Count:N0} n-grams"));
            return ExitCode.Done;
        });
        return command;
    }

    private static bool IsArpa(string path) => path.EndsWith(".arpa", StringComparison.OrdinalIgnoreCase);

    private static CharacterLanguageModel Train(IReadOnlyList<string> files, int order)
    {
        var lines = files.SelectMany(Lines).ToList();
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(lines), order);
        lines.ForEach(trainer.Add);
        return trainer.Train();
    }

    private static IEnumerable<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file).Select(TextNormalizer.Normalize).Where(line => line.Length > 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{file}: the file cannot be read: {problem.Message}", problem);
        }
    }
}
