using System.CommandLine;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Cli;

/// <summary><c>htr lint</c>: names every line of ground truth that cannot be trained on.</summary>
internal static class LintCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var truth = SharedOptions.Truth();
        var split = SharedOptions.Split();
        var recipe = new PathOption<string?>("--recipe")
        {
            Description = "Also check that this recipe's network has columns enough for every text.",
            HelpName = "FILE",
        };
        var model = new PathOption<string?>("--model", "-m")
        {
            Description = "Also read the lines with this model, and name those whose text is doubtful: it reads something else, or the image ends before its text.",
            HelpName = "NAME|FILE",
        };
        var output = new PathOption<string?>("--output", "-o") { Description = "Write ground truth of the other lines into this CSV file.", HelpName = "FILE" };
        var threads = SharedOptions.Threads();

        var command = new Command("lint", "Name every line of ground truth that cannot be trained on.") { truth, split, recipe, model, output, threads };
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var source = parsed.GetRequiredValue(truth);
            var rules = parsed.GetValue(recipe) is { } path ? Recipe.Read(path) : null;
            var lines = GroundTruthSource.Read(source, parsed.GetRequiredValue(split));
            var alphabet = Alphabet.FromTexts(lines.Select(line => TextNormalizer.Normalize(line.Text)));
            var inspector = new LineInspector(
                new LineNormalizer(rules?.Preprocessing),
                rules is null ? null : NetworkSpec.Parse(rules.Network).WithLabelCount(alphabet.LabelCount),
                alphabet,
                (rules?.Training ?? new TrainingOptions()).MaximumColumns);

            var good = parsed.GetValue(output);
            if (good is not null && lines.Any(line => string.Equals(Path.GetFullPath(line.Source), Path.GetFullPath(good), StringComparison.Ordinal)))
            {
                throw new MisuseException($"--output: {good} is the ground truth itself, which the good lines would replace; name another file.");
            }

            var report = DataSetLint.Check(source, lines, inspector, parsed.GetValue(threads));
            if (parsed.GetValue(model) is { } reader)
            {
                report = report with { Issues = [.. report.Issues, .. Doubts(reader, Without(report.Issues, lines), parsed.GetValue(threads))] };
            }

            report.Write(console.Output);
            if (good is not null)
            {
                GroundTruthCsv.Write(good, Without(report.Issues, lines));
            }

            return report.Issues.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static IReadOnlyList<GroundTruthLine> Without(IReadOnlyList<LintIssue> issues, IReadOnlyList<GroundTruthLine> lines)
    {
        var bad = issues.Select(issue => (issue.Source, issue.Row, issue.Id)).ToHashSet();
        return [.. lines.Where(line => !bad.Contains((line.Source, line.Row, line.Image)))];
    }

    /// <summary>Lines of which a model reads something else.</summary>
    private static IEnumerable<LintIssue> Doubts(string model, IReadOnlyList<GroundTruthLine> lines, int threads)
    {
        using var recognizer = LineRecognizer.Load(model, new RecognizerOptions { Threads = threads });
        var readings = new LineBatchReader(recognizer, threads, firstPageOnly: true).Read([.. lines.Select(line => new ImageSource(line.Image, line.ImagePath))]);
        foreach (var (line, read) in lines.Zip(readings))
        {
            var doubt = read.Reading is null ? read.Problem : TextCheck.Doubt(TextNormalizer.Normalize(line.Text), read.Reading.Text);
            if (doubt is not null)
            {
                yield return new LintIssue(line.Source, line.Image, line.Row, LintKind.DoubtfulText, doubt);
            }
        }
    }
}
