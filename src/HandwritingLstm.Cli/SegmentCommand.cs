using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli;

/// <summary><c>htr segment</c>: page images → where their lines are, to look at and as PAGE XML.</summary>
internal static class SegmentCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("images")
        {
            Description = "Images of pages, folders of them (not the folders below), or patterns with *, ? and **.",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(images);
        var output = new PathOption<string>("--output", "-o")
        {
            Description = "The folder to write to: for every page NAME.lines.png, which shows the lines and their order, and NAME.page.xml.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => ".",
        };
        var cut = new Option<bool>("--cut") { Description = "Write every line as an image of its own too: NAME/line1.png, line2.png …" };

        var command = new Command("segment", "Find the lines of writing on pages.") { images, output, cut };
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var folder = Directory.CreateDirectory(parsed.GetRequiredValue(output)).FullName;
            var failed = 0;
            var sourceOf = new Dictionary<string, string>(StringComparer.Ordinal); // by the name of its results
            foreach (var source in ImageArguments.Expand(parsed.GetRequiredValue(images)))
            {
                failed += Counted(source, console, () =>
                {
                    var name = Path.GetFileNameWithoutExtension(source.Path);
                    return source.Problem is not null || sourceOf.TryAdd(name, source.Name)
                        ? Segment(source, Path.Combine(folder, name), parsed.GetValue(cut), console)
                        : throw new RecognitionException($"its results would replace those of {sourceOf[name]}, which are called {name}, too; write them to another folder.");
                });
            }

            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Segments the pages of an image; one that is damaged never stops the others.</summary>
    /// <returns>How many pages could not be segmented.</returns>
    private static int Segment(ImageSource source, string path, bool cut, InvocationConfiguration console)
    {
        if (source.Problem is not null)
        {
            throw new RecognitionException(source.Problem);
        }

        var pages = ImageFile.OpenPages(source.Path);
        var failed = 0;
        for (var page = 1; page <= pages.Count; page++)
        {
            var (image, ofPage) = pages.Count == 1 ? (source, path) : (source.OfPage(page), $"{path}#{page}");
            failed += Counted(image, console, () =>
            {
                console.Output.WriteLine(Segment(image, pages[page - 1], page, ofPage, cut));
                return 0;
            });
        }

        return failed;
    }

    /// <summary>Segments something; a problem is told of and counts as one page that could not be segmented.</summary>
    private static int Counted(ImageSource source, InvocationConfiguration console, Func<int> segment) => ImageProblem.Contain(source, segment, problem =>
    {
        console.Error.WriteLine($"htr: {problem}");
        return 1;
    });

    private static string Segment(ImageSource source, Func<GrayImage> decode, int number, string path, bool cut)
    {
        var page = decode();
        var layout = PageSegmenter.Segment(page);
        ImageFile.SavePng(PageOverlay.Draw(page, layout), path + SegmentedFiles.OverlayEnding);
        WritePageXml(path, source.Path, number, layout);
        if (cut)
        {
            Cut(page, layout, Directory.CreateDirectory(path).FullName);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{source.Name}\t{layout.Lines.Count()} lines");
    }

    private static void WritePageXml(string path, string image, int page, PageLayout layout)
    {
        var writer = new PageXml();
        var unread = new PageReading(layout, [.. layout.Lines.Select(_ => new LineReading([]))]);
        var origin = new PageOrigin(Path.GetFileName(image)) { Page = page, Created = new DateTimeOffset(File.GetLastWriteTimeUtc(image)) };
        AtomicFile.Write(path + writer.Extension, stream => writer.Write(unread, origin, stream));
    }

    private static void Cut(GrayImage page, PageLayout layout, string folder)
    {
        var cutter = new LineCutter(page);
        foreach (var line in layout.Lines)
        {
            ImageFile.SavePng(cutter.Cut(line).Image, Path.Combine(folder, SegmentedFiles.LineName(line.Id)));
        }

        // Those of an earlier run that found more lines would pass for lines of this one.
        for (var number = layout.Lines.Count() + 1; File.Exists(NumberedLine(number)); number++)
        {
            File.Delete(NumberedLine(number));
        }

        string NumberedLine(int number) => Path.Combine(folder, SegmentedFiles.LineName(number));
    }
}
