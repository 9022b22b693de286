using System.CommandLine;
using System.Globalization;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
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
        var output = new Option<string>("--output", "-o")
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
                try
                {
                    var name = Path.GetFileNameWithoutExtension(source.Path);
                    if (source.Problem is null && !sourceOf.TryAdd(name, source.Name))
                    {
                        throw new RecognitionException($"its results would replace those of {sourceOf[name]}, which are called {name}, too; write them to another folder.");
                    }

                    Segment(source, folder, parsed.GetValue(cut), console.Output);
                }
                catch (Exception problem) when (ImageProblem.IsOfOneImage(problem))
                {
                    console.Error.WriteLine($"htr: {ImageProblem.Describe(source, problem)}");
                    failed++;
                }
            }

            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Segment(ImageSource source, string folder, bool cut, TextWriter output)
    {
        if (source.Problem is not null)
        {
            throw new RecognitionException(source.Problem);
        }

        var pages = ImageFile.LoadPages(source.Path);
        for (var i = 0; i < pages.Count; i++)
        {
            var suffix = pages.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{i + 1}");
            var path = Path.Combine(folder, Path.GetFileNameWithoutExtension(source.Path) + suffix);
            var layout = PageSegmenter.Segment(pages[i]);
            ImageFile.SavePng(PageOverlay.Draw(pages[i], layout), path + ".lines.png");
            WritePageXml(path, Path.GetFileName(source.Path), i + 1, layout);
            if (cut)
            {
                Cut(pages[i], layout, Directory.CreateDirectory(path).FullName);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Name}{suffix}\t{layout.Lines.Count()} lines"));
        }
    }

    private static void WritePageXml(string path, string image, int page, PageLayout layout)
    {
        var writer = new PageXml();
        using var file = new MemoryStream();
        var unread = new PageReading(layout, [.. layout.Lines.Select(_ => new LineReading([]))]);
        writer.Write(unread, new PageOrigin(image) { Page = page }, file);
        File.WriteAllBytes(path + writer.Extension, file.ToArray());
    }

    private static void Cut(GrayImage page, PageLayout layout, string folder)
    {
        var cutter = new LineCutter(page);
        foreach (var line in layout.Lines)
        {
            ImageFile.SavePng(cutter.Cut(line).Image, Path.Combine(folder, line.Id + ".png"));
        }
    }
}
