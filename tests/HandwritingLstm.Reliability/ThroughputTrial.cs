namespace HandwritingLstm.Reliability;

/// <summary>Pages a second of a folder, with one worker and with one for each core.</summary>
/// <param name="pages">The folder.</param>
internal sealed class ThroughputTrial(string pages) : Trial
{
    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var isRight = true;
        var one = 0.0;
        foreach (var workers in new[] { 1, Environment.ProcessorCount })
        {
            var outcome = bench.Transcribe(pages, bench.MakeAnew("out"), "--format", "all", "--threads", FormattableString.Invariant($"{workers}"));
            var speed = outcome.Done / outcome.Duration.TotalSeconds;
            one = workers == 1 ? speed : one;
            Say($"{workers} worker(s): {outcome.Done} of {outcome.In} pages in {outcome.Duration.TotalSeconds:0.0} s, {speed:0.00} a second, {speed / one:0.00} times one worker");
            isRight &= outcome.ExitCode == 0;
        }

        return isRight;
    }
}
