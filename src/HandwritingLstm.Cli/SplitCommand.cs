using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Cli;

/// <summary><c>htr split</c>: ground truth → parts that have no writer and no page in common.</summary>
internal static class SplitCommand
{
    private const string DefaultShares = "train=98,valid=1,test=1";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var truth = SharedOptions.Truth();
        var shares = new Option<string>("--shares")
        {
            Description = "The parts and how many of the lines each shall have, about.",
            HelpName = "NAME=N,…",
            DefaultValueFactory = _ => DefaultShares,
        };
        var seed = new Option<int>("--seed") { Description = "Another seed gives another split.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var output = new PathOption<string>("--output", "-o")
        {
            Description = "The folder that gets a CSV file for each part, such as train.csv.",
            HelpName = "FOLDER",
            Required = true,
        };

        var command = new Command("split", "Split ground truth by writer: no writer and no page is in two parts.") { truth, shares, seed, output };
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var source = parsed.GetRequiredValue(truth);
            var folder = parsed.GetRequiredValue(output);
            var lines = GroundTruthSource.Read(source, split: "");
            var split = WriterSplit.Of(lines, Parse(parsed.GetRequiredValue(shares)), parsed.GetValue(seed));
            var files = split.Parts.Select(part => Path.Combine(folder, $"{part.Name}.csv")).ToArray();
            var sources = lines.Select(line => Path.GetFullPath(line.Source)).ToHashSet(StringComparer.Ordinal);
            if (files.FirstOrDefault(file => sources.Contains(Path.GetFullPath(file))) is { } same)
            {
                throw new MisuseException($"--output: {same} is the ground truth itself, which a part would replace; name another folder.");
            }

            Directory.CreateDirectory(folder);
            var lineCount = split.Parts.Sum(part => part.Lines.Count);
            foreach (var (part, file) in split.Parts.Zip(files))
            {
                GroundTruthCsv.Write(file, part.Lines);
                console.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}: {part.Lines.Count:N0} lines ({100.0 * part.Lines.Count / lineCount:0.0} %), {part.WriterCount:N0} writers, {part.PageCount:N0} pages"));
            }

            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"checked: none of {split.Parts.Sum(part => part.WriterCount):N0} writers and {split.Parts.Sum(part => part.PageCount):N0} pages is in two parts"));
            Warn(console.Error, split.UnknownCount, "lines have neither writer nor page and were split one by one: a writer may be in two parts");
            Warn(console.Error, split.SharedTextCount, "texts are in more than one part, which makes them easier than new lines");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Parses shares such as <c>train=98,valid=1,test=1</c>.</summary>
    /// <exception cref="MisuseException">They are written otherwise.</exception>
    internal static IReadOnlyList<SplitShare> Parse(string shares) =>
    [
        .. shares.Split(',', StringSplitOptions.TrimEntries).Select(share =>
            share.Split('=', StringSplitOptions.TrimEntries) is [var name, var weight] &&
            double.TryParse(weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? new SplitShare(name, value)
                : throw new MisuseException($"--shares {shares}: found '{share}'; expected NAME=NUMBER, such as {DefaultShares}.")),
    ];

    private static void Warn(TextWriter error, int count, string what)
    {
        if (count > 0)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"htr: {count:N0} {what}."));
        }
    }
}
