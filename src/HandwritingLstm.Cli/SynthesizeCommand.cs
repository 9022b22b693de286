using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Cli;

/// <summary><c>htr synthesize</c>: texts and handwriting fonts → line images with ground truth.</summary>
internal static class SynthesizeCommand
{
    private const string TruthFile = "truth.csv";
    private const string ImageFolder = "lines";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var texts = new Argument<string[]>("texts") { Description = "Text files in UTF-8 to write lines of.", Arity = ArgumentArity.OneOrMore };
        SharedOptions.RefuseUnknownOptions(texts);
        var fonts = new PathOption<string[]>("--fonts")
        {
            Description = "Handwriting fonts (TTF, OTF, WOFF 1.0), or folders with some.",
            HelpName = "FILE|FOLDER",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var count = new Option<int>("--count") { Description = "How many lines.", HelpName = "N", DefaultValueFactory = _ => 1000 };
        SharedOptions.RequireRange(count, 1, 10_000_000);
        var seed = new Option<int>("--seed") { Description = "Another seed gives other lines.", HelpName = "N", DefaultValueFactory = _ => new SynthesisOptions().Seed };
        var clean = new Option<bool>("--clean") { Description = "On white paper, without shading, grain, ruling, blur and JPEG noise." };
        var threads = SharedOptions.Threads();
        var output = new PathOption<string>("--output", "-o") { Description = $"The folder for {TruthFile} and its images.", HelpName = "FOLDER", Required = true };

        var command = new Command("synthesize", "Draw lines of handwriting with fonts, to train on.") { texts, fonts, count, seed, clean, threads, output };
        command.SetAction(parsed =>
        {
            var options = new SynthesisOptions { Seed = parsed.GetValue(seed) };
            if (parsed.GetValue(clean))
            {
                options = options with { Paper = options.Paper with { Probability = 0 } };
            }

            var folder = parsed.GetRequiredValue(output);
            using var lines = new SyntheticLines(parsed.GetRequiredValue(fonts), parsed.GetRequiredValue(texts), options);
            var drawn = Draw(lines, folder, parsed.GetValue(count), parsed.GetValue(threads));
            GroundTruthCsv.Write(Path.Combine(folder, TruthFile), drawn); // last: no ground truth names an image that is not there
            parsed.InvocationConfiguration.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"htr: {drawn.Length} lines in {folder}, drawn with {lines.FontCount} fonts"));
            return ExitCode.Done;
        });
        return command;
    }

    private static GroundTruthLine[] Draw(SyntheticLines lines, string folder, int count, int threads)
    {
        Directory.CreateDirectory(Path.Combine(folder, ImageFolder));
        File.Delete(Path.Combine(folder, TruthFile)); // it names earlier lines, and would go on to if this run were broken off
        var drawn = new GroundTruthLine[count];
        ParallelLoop.Run(count, threads, i =>
        {
            var line = lines.Draw(i);
            var image = string.Create(CultureInfo.InvariantCulture, $"{ImageFolder}/{i + 1:000000}.png");
            var path = Path.Combine(folder, image);
            ImageFile.SavePng(line.Image, path);
            drawn[i] = new GroundTruthLine(image, path, line.Text, line.Font, Page: null, Split: null, Row: i + 2);
        });
        return drawn;
    }
}
