using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Training.Data;

/// <summary>Checks every line of a data set, on all cores.</summary>
public static class DataSetLint
{
    /// <summary>Checks the lines and keeps none of them: the memory needed is that of one line per thread.</summary>
    /// <param name="source">The ground-truth file or folder, for the messages.</param>
    /// <param name="truth">The lines.</param>
    /// <param name="inspector">What makes a line bad.</param>
    /// <param name="threads">Threads; 0 = all cores.</param>
    /// <param name="progress">Called with the number of lines done, from any thread; may be null.</param>
    /// <param name="stop">Stops the check.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static LintReport Check(
        string source,
        IReadOnlyList<GroundTruthLine> truth,
        LineInspector inspector,
        int threads = 0,
        Action<int>? progress = null,
        CancellationToken stop = default) =>
        Visit(source, truth, inspector, threads, (_, _) => { }, progress, stop);

    /// <summary>Checks the lines and hands every good one, with its index, to <paramref name="keep"/>, from any thread.</summary>
    internal static LintReport Visit(
        string source,
        IReadOnlyList<GroundTruthLine> truth,
        LineInspector inspector,
        int threads,
        Action<int, LoadedLine> keep,
        Action<int>? progress,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(inspector);
        var issues = new LintIssue?[truth.Count];
        var done = 0;
        void Inspect(int index)
        {
            issues[index] = inspector.Inspect(truth[index], out var loaded);
            if (loaded is not null)
            {
                keep(index, loaded);
            }

            progress?.Invoke(Interlocked.Increment(ref done));
        }

        ParallelLoop.Run(truth.Count, threads, Inspect, stop);

        return new LintReport(source, truth.Count, [.. issues.OfType<LintIssue>()]);
    }
}
