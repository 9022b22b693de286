using System.CommandLine;
using System.Runtime.CompilerServices;
using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;
using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Cli;

/// <summary><c>htr recognize</c>: images of lines or pages → text.</summary>
internal static class RecognizeCommand
{
    private const string Text = "text";
    private const string Csv = "csv";
    private const string Json = "json";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("images")
        {
            Description = "Images of lines or of pages, folders of them (not the folders below), or patterns with *, ? and **.",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(images);
        var model = SharedOptions.Model();
        var format = new Option<string>("--format")
        {
            Description = "text: the text, after its image's name and a tab where there are several. " +
                "csv: image,text,confidence; of pages image,line,text,confidence. json: one object per line of writing with confidences and extents.",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Csv, Json);
        var lines = new Option<bool>("--lines") { Description = "Every image is one line of writing." };
        var pages = new Option<bool>("--pages")
        {
            Description = "Every image is a page, whose lines are found first. Without --lines and --pages, the shape of the first image decides for all.",
        };
        var threads = SharedOptions.Threads();
        var device = new DeviceOption();
        var output = new PathOption<string?>("--output", "-o")
        {
            Description = "Write the results to this file, which appears when it is whole.",
            HelpName = "FILE",
        };

        var command = new Command("recognize", "Read images of handwritten lines or pages.") { images, model, format, lines, pages, threads, device.Option, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(lines) && result.GetValue(pages))
            {
                result.AddError("--lines and --pages exclude each other.");
            }
        });
        var decoder = new DecoderOptions(hasAlternatives: true);
        decoder.AddTo(command);
        var voting = new VotingOptions();
        voting.AddTo(command, model);
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var sources = ImageArguments.Expand(parsed.GetRequiredValue(images));
            var options = decoder.Complete(parsed, voting.Complete(parsed, new RecognizerOptions { Threads = parsed.GetValue(threads) }), voting.IsVote(parsed));
            decoder.RequireJson(parsed, string.Equals(parsed.GetValue(format), Json, StringComparison.Ordinal));
            var torch = device.OfTorch(parsed);
            if (torch is not null)
            {
                options = OnTorch(options, torch);
            }

            using var recognizer = LineRecognizer.Load(voting.ModelsOf(parsed, parsed.GetRequiredValue(model)), options);
            using var file = parsed.GetValue(output) is { } path ? new OutputFile(path) : null;
            var writer = file?.Writer ?? console.Output;
            var arePages = parsed.GetValue(pages) || (!parsed.GetValue(lines) && FirstIsPage(sources));
            var reader = torch is null
                ? new LineBatchReader(recognizer, options.Threads)
                : new LineBatchReader(recognizer, options.Threads, LineBatchReader.LargeChunkSize);
            var problems = arePages
                ? ReadPages(recognizer, sources, parsed.GetRequiredValue(format), writer)
                : ReadLines(reader, sources, parsed.GetRequiredValue(format), writer);
            var failed = 0;
            foreach (var problem in problems)
            {
                console.Error.WriteLine($"htr: {problem}");
                failed++;
            }

            file?.Commit();
            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Writes readings as they come.</summary>
    /// <returns>The problems, as they come.</returns>
    private static IEnumerable<string> ReadLines(
        LineBatchReader reader, IReadOnlyList<ImageSource> sources, string format, TextWriter writer)
    {
        IReadingWriter readings = format switch
        {
            Csv => new ReadingCsv(writer),
            Json => new ReadingJson(writer),
            _ => new ReadingText(writer, withNames: sources.Count > 1),
        };
        foreach (var line in reader.Read(sources))
        {
            if (line.Reading is null)
            {
                yield return line.Problem!;
            }
            else
            {
                readings.Write(line.Name, line.Reading);
            }
        }
    }

    /// <inheritdoc cref="ReadLines"/>
    private static IEnumerable<string> ReadPages(LineRecognizer recognizer, IReadOnlyList<ImageSource> sources, string format, TextWriter writer)
    {
        var readings = new PageOutput(writer, withNames: sources.Count > 1);
        Action<string, PageReading> write = format switch
        {
            Csv => readings.WriteCsv,
            Json => readings.WriteJson,
            _ => readings.WriteText,
        };
        if (string.Equals(format, Csv, StringComparison.Ordinal))
        {
            readings.WriteCsvHeader();
        }

        foreach (var page in new PageBatchReader(new PageRecognizer(recognizer)).Read(sources))
        {
            if (page.Reading is null)
            {
                yield return page.Problem!;
            }
            else
            {
                write(page.Name, page.Reading);
            }
        }
    }

    /// <summary>Whether the first image that can be looked at is rather a page.</summary>
    private static bool FirstIsPage(IReadOnlyList<ImageSource> sources)
    {
        foreach (var source in sources.Where(source => source.Problem is null))
        {
            try
            {
                return PageShape.IsPage(source.Path);
            }
            catch (RecognitionException)
            {
                // It is reported when its turn to be read comes; the next one decides.
            }
        }

        return false;
    }

    // Not inlined: who reads without torch does not wait for its code to be loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RecognizerOptions OnTorch(RecognizerOptions options, string device) =>
        options with { Scorer = model => new TorchScorer(model, device) };
}
