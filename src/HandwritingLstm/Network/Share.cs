namespace HandwritingLstm.Network;

/// <summary>A thread's share of some work: the same for every run, so that results repeat bit for bit.</summary>
internal static class Share
{
    /// <summary>The adjacent part of <paramref name="count"/> items that a thread does.</summary>
    /// <param name="count">Number of items.</param>
    /// <param name="thread">The thread, from 0.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="grain">Parts begin at multiples of this.</param>
    public static Range Of(int count, int thread, int threads, int grain = 1)
    {
        var grains = (count + grain - 1) / grain;
        var first = Math.Min(count, (int)((long)grains * thread / threads) * grain);
        var last = Math.Min(count, (int)((long)grains * (thread + 1) / threads) * grain);
        return first..last;
    }
}
