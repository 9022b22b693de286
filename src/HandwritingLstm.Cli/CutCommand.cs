using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Cli;

/// <summary><c>htr cut</c>: pages with PAGE or ALTO files that say what their lines say → line images with ground truth.</summary>
internal static class CutCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var pages = new Argument<string>("pages")
        {
            Description = "A folder of scans with the folders below it, or a pattern with *, ? and **. The PAGE or ALTO file NAME.xml of each, with its lines and texts, is beside it or in a folder page or alto there.",
        };
        SharedOptions.RefuseUnknownOptions(pages);
        var output = new PathOption<string>("--output", "-o") { Description = $"The folder for {TruthCutter.TruthFile} and its images.", HelpName = "FOLDER", Required = true };
        var without = new Option<string>("--without")
        {
            Description = "Leave out lines whose text has one of these characters, such as the marks of an edition: '[]⟦⟧^'.",
            HelpName = "CHARACTERS",
            DefaultValueFactory = _ => "",
        };
        var shortest = new Option<int>("--shortest") { Description = "Leave out lines with fewer characters, such as the numbers of a table.", HelpName = "N", DefaultValueFactory = _ => 1 };
        SharedOptions.RequireRange(shortest, 1, 10_000);
        var writer = new Option<string>("--writer")
        {
            Description = "What one writer wrote: a page, or all pages of a folder. It is then said in the ground truth, for split, evaluate and composed lines [default: unknown]",
            HelpName = "page|folder",
        };
        writer.AcceptOnlyFromAmong("page", "folder");
        var model = new PathOption<string?>("--model", "-m") { Description = "Leave out lines with a character that this model does not know.", HelpName = "NAME|FILE" };
        var threads = SharedOptions.Threads();

        var command = new Command("cut", "Cut lines with their texts out of pages that were transcribed elsewhere, to train on.") { pages, output, without, shortest, model, writer, threads };
        command.SetAction(parsed =>
        {
            var error = parsed.InvocationConfiguration.Error;
            var source = parsed.GetRequiredValue(pages);
            var folder = parsed.GetRequiredValue(output);
            var input = new InputFolder(source, folder);
            var items = input.List((_, _) => null);
            var choice = new LineChoice(parsed.GetRequiredValue(without), parsed.GetValue(shortest), parsed.GetValue(model));
            var cutter = new TruthCutter(folder, choice, WriterOf(parsed.GetValue(writer), input), error);
            var truth = cutter.Cut(items, parsed.GetValue(threads));
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"htr: {truth.Count:N0} lines of {cutter.CutPages:N0} of {items.Count:N0} pages in {folder}; left out: {cutter.UntranscribedPages:N0} pages without PAGE or ALTO lines, {cutter.EmptyLines:N0} lines without text, {cutter.UnwantedLines:N0} that are not wanted; not cut for a problem: {cutter.FailedPages:N0} pages, {cutter.FailedLines:N0} lines"));
            if (truth.Count == 0)
            {
                throw new RecognitionException($"{source}: no line was cut; expected scans with PAGE or ALTO files beside them that have texts.");
            }

            GroundTruthCsv.Write(Path.Combine(folder, TruthCutter.TruthFile), truth); // last: no ground truth names an image that is not there
            return cutter.FailedPages + cutter.FailedLines == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Tells whose hand a page is in; null = unknown.</summary>
    private static Func<PageItem, string?> WriterOf(string? whole, InputFolder input) => whole switch
    {
        "page" => page => page.Name,
        "folder" => page => page.Folder.Length == 0 ? Path.GetFileName(input.Base) : page.Folder,
        _ => _ => null,
    };
}
