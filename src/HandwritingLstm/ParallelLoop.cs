using System.Runtime.ExceptionServices;

namespace HandwritingLstm;

/// <summary>The same for each of some items, on several threads; what goes wrong is thrown as it is.</summary>
internal static class ParallelLoop
{
    /// <summary>Does <paramref name="work"/> for every item, in any order.</summary>
    /// <param name="count">Number of items, at least 0.</param>
    /// <param name="threads">Threads; 0 = all cores.</param>
    /// <param name="work">Is given the item's number, from 0; safe for several threads.</param>
    /// <param name="stop">Stops it between two items.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    /// <remarks>One exception of those that <paramref name="work"/> threw is thrown, not all of them in another one.</remarks>
    public static void Run(int count, int threads, Action<int> work, CancellationToken stop = default)
    {
        var options = new ParallelOptions
        {
            CancellationToken = stop,
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
        };
        try
        {
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException problems) when (problems.InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
