namespace HandwritingLstm.Network;

/// <summary>The lines that go through the network together: longest first, each on its own, without padding.</summary>
internal sealed class LineBatch
{
    private readonly int[][] _linesOfThread;

    /// <summary>Sorts the lines and shares them out.</summary>
    /// <param name="widths">Width of each line in columns, in the caller's order.</param>
    /// <param name="threads">Number of threads.</param>
    public LineBatch(IReadOnlyList<int> widths, int threads)
    {
        Order = [.. Enumerable.Range(0, widths.Count).OrderByDescending(i => widths[i])];
        Widths = [.. Order.Select(i => widths[i])];

        // The longest line goes to the thread with the least work: static, so that results repeat bit for bit.
        var load = new long[threads];
        var lines = Enumerable.Range(0, threads).Select(_ => new List<int>()).ToArray();
        for (var line = 0; line < Count; line++)
        {
            var thread = Array.IndexOf(load, load.Min());
            load[thread] += Widths[line];
            lines[thread].Add(line);
        }

        _linesOfThread = [.. lines.Select(list => list.ToArray())];
    }

    /// <summary>Number of lines B.</summary>
    public int Count => Widths.Length;

    /// <summary>The caller's index of each line, longest line first.</summary>
    public int[] Order { get; }

    /// <summary>Width of each line in columns, longest first.</summary>
    public int[] Widths { get; }

    /// <summary>The lines one thread works on.</summary>
    public ReadOnlySpan<int> LinesOf(int thread) => _linesOfThread[thread];
}
