namespace HandwritingLstm.Reliability;

/// <summary>A second process on an output folder must say so and stop, and the first go on.</summary>
internal sealed class TwoProcessesTrial : Trial
{
    private const int Items = 60;

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var input = DrawnPages.Write(bench.Make("in"), Items);
        var output = bench.MakeAnew("out");
        using var first = bench.Start(input, output);
        var error = first.StandardError.ReadToEndAsync();
        var owner = Path.Combine(output, ".transcribe", "owner");
        while (!File.Exists(owner) && !first.HasExited)
        {
            Thread.Sleep(5);
        }

        var second = bench.Transcribe(input, output);
        var wasRunning = !first.HasExited;
        first.WaitForExit();
        var outcome = new Outcome(first.ExitCode, error.GetAwaiter().GetResult(), TimeSpan.Zero);
        Say($"second, exit code {second.ExitCode}: {second.Error.Trim()}");
        Say($"first, exit code {outcome.ExitCode}: {outcome.In} in = {outcome.Done} done + {outcome.Failed} failed");
        return wasRunning && second.ExitCode == 1 && second.Error.Contains("another htr transcribe", StringComparison.Ordinal) && outcome.Done == Items;
    }
}
