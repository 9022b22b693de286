using System.CommandLine;
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
        var threads = SharedOptions.Threads();

        var command = new Command("lint", "Name every line of ground truth that cannot be trained on.") { truth, split, recipe, threads };
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

            var report = DataSetLint.Check(source, lines, inspector, parsed.GetValue(threads));
            report.Write(console.Output);
            return report.Issues.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
