using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli;

/// <summary><c>htr transcribe</c>: a folder of page scans → text and standard files, resumable.</summary>
internal static class TranscribeCommand
{
    /// <summary>Time between two status lines where there is no terminal: a night's log stays readable.</summary>
    private static readonly TimeSpan _statusInterval = TimeSpan.FromSeconds(30);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder of page scans with all folders below it, or a pattern with *, ? and **. TIFF and PDF files may have many pages.",
        };
        SharedOptions.RefuseUnknownOptions(folder);
        var output = new PathOption<string>("--out", "-o", "--output") { Description = "The folder of the results; a second run into it does only what is new or changed.", HelpName = "FOLDER", Required = true };
        var formats = new Option<string[]>("--format")
        {
            Description = $"{string.Join(", ", PageFormats.Names)} or {PageFormats.All}; several with commas between.",
            HelpName = "FORMATS",
            DefaultValueFactory = _ => [PageFormats.Names[0]],
        };
        var model = SharedOptions.Model();
        var threads = SharedOptions.Threads();
        var timeout = new Option<double>("--timeout") { Description = "The longest a page may take, in seconds; then it fails.", HelpName = "SECONDS", DefaultValueFactory = _ => WorkerLimits.DefaultSeconds };
        SharedOptions.RequireRange(timeout, 0.1, 1e6);
        var memory = new Option<int>("--memory") { Description = "The most memory a page may take, in MB; then it fails. 0 = a share of the machine's, 6144 at most.", HelpName = "MB", DefaultValueFactory = _ => 0 };
        SharedOptions.RequireRange(memory, 0, 1 << 20);
        var retry = new Option<bool>("--retry-failed") { Description = "Do again what failed before." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done, and why." };
        var watch = new Option<bool>("--watch") { Description = "Go on with whatever comes into the folder, until Ctrl-C." };

        var command = new Command("transcribe", "Read a folder of page scans into files. Stop it when you like: the same command goes on.")
        {
            folder, output, formats, model, threads, timeout, memory, retry, dryRun, watch,
        };
        var decoder = new DecoderOptions(hasAlternatives: true);
        decoder.AddTo(command);
        var voting = new VotingOptions();
        voting.AddTo(command, model);
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var recognizer = decoder.Complete(parsed, voting.Complete(parsed, new RecognizerOptions()), voting.IsVote(parsed));
            recognizer.Validate();
            var workers = parsed.GetValue(threads) is > 0 and var asked ? asked : Environment.ProcessorCount;
            var formatNames = PageFormats.Parse(parsed.GetValue(formats) ?? []);
            decoder.RequireJson(parsed, formatNames.Contains("json", StringComparer.Ordinal));
            var options = new BatchOptions
            {
                Input = parsed.GetRequiredValue(folder),
                Output = parsed.GetRequiredValue(output),
                Settings = new(voting.ModelsOf(parsed, parsed.GetRequiredValue(model)), recognizer, formatNames),
                Workers = workers,
                RetryFailed = parsed.GetValue(retry),
                Watch = parsed.GetValue(watch),
            };
            if (parsed.GetValue(dryRun))
            {
                return DryRun(options, console.Output, console.Error);
            }

            var bytes = parsed.GetValue(memory) is > 0 and var megabytes ? (long)megabytes << 20 : WorkerLimits.MemoryFor(workers);
            return Run(options, new(TimeSpan.FromSeconds(parsed.GetValue(timeout)), bytes), console.Error);
        });
        return command;
    }

    private static int Run(BatchOptions options, WorkerLimits limits, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var isTerminal = error is ConsoleWriter { IsTerminal: true };
        var counts = isTerminal ? BatchBar.Show(error, Transcribe) : Transcribe(new BatchLines(error, _statusInterval));
        error.WriteLine($"htr: {counts}; results in {options.Output}");
        if (counts.Total == 0)
        {
            error.WriteLine($"htr: {options.Input}: there is no scan; expected images or PDF files there, or a pattern such as 'scans/**/*.jpg'");
            return GlobPattern.IsPattern(options.Input) ? ExitCode.Failed : ExitCode.Done;
        }

        if (counts.Failed > 0)
        {
            error.WriteLine($"htr: what failed, and why: {Path.Combine(options.Output, "failed.csv")}; try again with --retry-failed");
        }

        return counts is { Failed: 0, Left: 0, BookProblems: 0 } ? ExitCode.Done : ExitCode.Failed;

        BatchCounts Transcribe(IBatchProgress progress) =>
            new Batch(options, () => new WorkerProcess(options.Settings, limits), progress).RunAsync(stop.Token).GetAwaiter().GetResult();

        // Once: what is in place stays, and the counts are printed. Twice: the process ends at once, as by default.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static int DryRun(BatchOptions options, TextWriter output, TextWriter error)
    {
        var folder = new BatchFolder(options.Output);
        using var ledger = new Ledger(folder.Ledger, readOnly: true);
        var plan = new BatchPlan(ledger, folder, BatchFingerprint.Of(options.Settings), options.RetryFailed);
        var input = new InputFolder(options.Input, options.Output);
        folder.RequireInput(input.Base);
        var items = input.List(plan.KnownPages);
        var toDo = 0;
        foreach (var item in items)
        {
            if (plan.WhyDo(item) is { } reason)
            {
                output.WriteLine($"{item.Name}\t{reason}");
                toDo++;
            }
        }

        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"htr: {toDo} of {items.Count} pages to do; nothing was done"));
        return ExitCode.Done;
    }
}
