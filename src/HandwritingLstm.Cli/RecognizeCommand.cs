using System.CommandLine;
using System.Runtime.CompilerServices;
using HandwritingLstm.Formats;
using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Cli;

/// <summary><c>htr recognize</c>: line images → text.</summary>
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
            Description = "Images of lines, folders of them (not the folders below), or patterns with *, ? and **.",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(images);
        var model = SharedOptions.Model();
        var format = new Option<string>("--format")
        {
            Description = "text: the text, after its image's name and a tab where there are several. " +
                "csv: image,text,confidence. json: one object per line with characters, confidences and extents.",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Csv, Json);
        var lines = new Option<bool>("--lines")
        {
            Description = "Every image is one line of writing. So far that is always so: finding the lines of a page is to come.",
        };
        var threads = SharedOptions.Threads();
        var device = new DeviceOption();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write the results to this file, which appears when it is whole.",
            HelpName = "FILE",
        };

        var command = new Command("recognize", "Read images of handwritten lines.") { images, model, format, lines, threads, device.Option, output };
        var decoder = new DecoderOptions();
        decoder.AddTo(command);
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var sources = ImageArguments.Expand(parsed.GetRequiredValue(images));
            var options = decoder.Complete(parsed, new RecognizerOptions { Threads = parsed.GetValue(threads) });
            var torch = device.OfTorch(parsed);
            if (torch is not null)
            {
                options = OnTorch(options, torch);
            }

            using var recognizer = LineRecognizer.Load(parsed.GetRequiredValue(model), options);
            using var file = parsed.GetValue(output) is { } path ? new OutputFile(path) : null;
            var writer = file?.Writer ?? console.Output;
            IReadingWriter readings = parsed.GetValue(format) switch
            {
                Csv => new ReadingCsv(writer),
                Json => new ReadingJson(writer),
                _ => new ReadingText(writer, withNames: sources.Count > 1),
            };

            var failed = 0;
            var reader = torch is null
                ? new LineBatchReader(recognizer, options.Threads)
                : new LineBatchReader(recognizer, options.Threads, LineBatchReader.LargeChunkSize);
            foreach (var line in reader.Read(sources))
            {
                if (line.Reading is null)
                {
                    console.Error.WriteLine($"htr: {line.Problem}");
                    failed++;
                }
                else
                {
                    readings.Write(line.Name, line.Reading);
                }
            }

            file?.Commit();
            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // Not inlined: who reads without torch does not wait for its code to be loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RecognizerOptions OnTorch(RecognizerOptions options, string device) =>
        options with { Scorer = model => new TorchScorer(model, device) };
}
