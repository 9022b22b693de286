namespace HandwritingLstm.Network;

/// <summary>The lines that go through the network together: longest first, each on its own, without padding.</summary>
internal sealed class LineBatch
{
    // Lines scored together share the cost of reading the weights; more than this only costs memory.
    private const int ChunkLines = 24; // twice the rows of a full tile of the AVX-512 product
    private const int ChunkColumns = 16_384;

    private readonly int[][] _linesOfThread;

    /// <summary>Sorts the lines and shares them out.</summary>
    /// <param name="widths">Width of each line in columns, in the caller's order.</param>
    /// <param name="threads">Number of threads.</param>
    public LineBatch(int[] widths, int threads)
    {
        Order = LongestFirst(widths);
        Widths = new int[widths.Length];
        _linesOfThread = new int[threads][];
        Array.Fill(_linesOfThread, []);

        // The longest line goes to the thread with the least work: static, so that results repeat bit for bit.
        var load = new long[threads];
        for (var line = 0; line < Count; line++)
        {
            Widths[line] = widths[Order[line]];
            var thread = Array.IndexOf(load, load.Min());
            load[thread] += Widths[line];
            _linesOfThread[thread] = [.. _linesOfThread[thread], line];
        }
    }

    /// <summary>Number of lines B.</summary>
    public int Count => Widths.Length;

    /// <summary>Number of threads.</summary>
    public int ThreadCount => _linesOfThread.Length;

    /// <summary>The caller's index of each line, longest line first.</summary>
    public int[] Order { get; }

    /// <summary>Width of each line in columns, longest first.</summary>
    public int[] Widths { get; }

    /// <summary>Indices of lines by falling width; those of the same width in their order.</summary>
    public static int[] LongestFirst(int[] widths)
    {
        var order = new int[widths.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => widths[a] == widths[b] ? a.CompareTo(b) : widths[b].CompareTo(widths[a]));
        return order;
    }

    /// <summary>The other view of a line, where lines come in pairs of one width: longest first, both stand side by side.</summary>
    /// <param name="line">The line's place among <see cref="Widths"/>.</param>
    public static int PartnerOf(int line) => line ^ 1;

    /// <summary>Whether lines come in pairs of one width.</summary>
    /// <param name="widths">Width of each line in columns, in the caller's order.</param>
    public static bool ArePaired(int[] widths) => widths.Length % 2 == 0 && widths.Index().All(pair => pair.Item == widths[PartnerOf(pair.Index)]);

    /// <summary>Lines to score together, those of similar width: the steps of a recurrent layer are then full ones.</summary>
    /// <param name="widths">Width of each line in columns.</param>
    /// <returns>Indices of the lines of each chunk, the widest lines first.</returns>
    public static IReadOnlyList<int[]> Chunks(int[] widths)
    {
        var order = LongestFirst(widths);
        var chunks = new List<int[]>();
        for (var first = 0; first < order.Length;)
        {
            var (count, columns) = (0, 0);
            while (first + count < order.Length && count < ChunkLines && (count == 0 || columns + widths[order[first + count]] <= ChunkColumns))
            {
                columns += widths[order[first + count++]];
            }

            chunks.Add(order[first..(first + count)]);
            first += count;
        }

        return chunks;
    }

    /// <summary>The lines one thread works on.</summary>
    public ReadOnlySpan<int> LinesOf(int thread) => _linesOfThread[thread];
}
