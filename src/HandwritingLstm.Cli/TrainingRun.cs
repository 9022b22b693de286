using System.Globalization;
using System.Runtime.InteropServices;
using HandwritingLstm.Training;
using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Cli;

/// <summary>A training run in this process: its display, its end by signal, its result.</summary>
internal static class TrainingRun
{
    /// <summary>Time between two status lines where there is no terminal: a night's log stays readable.</summary>
    private static readonly TimeSpan _statusInterval = TimeSpan.FromSeconds(30);

    /// <summary>Trains until the budget is spent, or Ctrl-C or SIGTERM asks for the end; both are exit code 0.</summary>
    /// <param name="request">What to train, and where to keep it.</param>
    /// <param name="device">What torch computes on; null = our own engine on the processor.</param>
    /// <param name="output">Receives the path and CER of the best model.</param>
    /// <param name="error">Receives the progress.</param>
    public static int Run(TrainingRequest request, string? device, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var isTerminal = error is ConsoleWriter { IsTerminal: true };
        var result = isTerminal
            ? TrainingBar.Show(error, Train)
            : Train(new TrainingLines(error, _statusInterval));

        if (result.Outcome == TrainingOutcome.Interrupted)
        {
            var next = result.Position.Step > 0 ? $"; go on with: htr train --output {result.Files.Path} --resume" : "";
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"htr: stopped after step {result.Position.Step}{next}"));
            return ExitCode.Done;
        }

        var rate = result.Position.BestCharacterErrorRate is { } cer ? string.Create(CultureInfo.InvariantCulture, $"\tCER {cer:0.00 %}") : "";
        output.WriteLine($"{result.Files.Best}{rate}");
        return ExitCode.Done;

        TrainingResult Train(ITrainingProgress progress) =>
            new TrainingLoop(request, (spec, options) => device is null ? new ManagedTrainer(spec, options) : new TorchTrainer(spec, options, device), progress).Run(stop.Token);

        // Once: the step is finished and a checkpoint written. Twice: the process ends at once, as by default.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
