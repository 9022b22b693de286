namespace HandwritingLstm.Training.Data;

/// <summary>Which lines form which batch: the lines are shuffled, but a batch holds lines of similar width.</summary>
/// <remarks>
/// Lines of similar width keep the lock-step of the recurrent layers full. Sorting everything would show the network
/// the same neighbours in every epoch; so lines are sorted in pools of <see cref="PoolBatches"/> batches only,
/// and the batches are shuffled. The order is a function of seed and epoch alone: epoch and batch index are all the
/// state that a checkpoint needs.
/// </remarks>
/// <param name="widths">Width of every line in columns.</param>
/// <param name="batchLines">Lines in a batch, at least 1.</param>
/// <param name="seed">The seed.</param>
/// <param name="batchColumns">
/// Columns in a batch, all its lines together, give or take half a line; a line wider than that is a batch of its own.
/// 0 = <paramref name="batchLines"/> counts.
/// </param>
public sealed class BatchPlan(IReadOnlyList<int> widths, int batchLines, int seed, int batchColumns = 0)
{
    /// <summary>Batches in a pool: 320 lines of 16 a batch, few enough to mix and many enough to sort.</summary>
    public const int PoolBatches = 20;

    /// <summary>Batches in one epoch, the same in all; the last line belongs to one of them, so the smallest batch may be short.</summary>
    public int BatchCount { get; } = batchColumns == 0
        ? (widths.Count + batchLines - 1) / batchLines
        : (int)Math.Min(widths.Count, (widths.Sum(width => (long)width) + batchColumns - 1) / batchColumns);

    /// <summary>The batches of an epoch, each a list of line indices; together every line once.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    public IReadOnlyList<int[]> Epoch(int epoch)
    {
        var random = new CounterRandom(seed, epoch, -1); // −1: lines draw from 0, 1, …
        var order = Enumerable.Range(0, widths.Count).ToArray();
        Shuffle(order, ref random);

        var batches = batchColumns == 0 ? ByLines(order) : ByColumns(order);
        Shuffle(batches, ref random);
        return batches;
    }

    private int[][] ByLines(int[] order) =>
    [
        .. order
            .Chunk(batchLines * PoolBatches)
            .SelectMany(pool => pool.OrderBy(line => widths[line]).Chunk(batchLines)),
    ];

    private int[][] ByColumns(int[] order)
    {
        int[] pools = [.. Enumerable.Repeat(PoolBatches, BatchCount / PoolBatches)];
        pools = BatchCount % PoolBatches == 0 ? pools : [.. pools, BatchCount % PoolBatches];
        return
        [
            .. Cut(order, pools)
                .Zip(pools, (pool, count) => Cut([.. pool.OrderBy(line => widths[line])], [.. Enumerable.Repeat(1, count)]))
                .SelectMany(batches => batches),
        ];
    }

    /// <summary>Cuts lines into parts whose total widths are as the shares; no part has fewer lines than its share.</summary>
    private IEnumerable<int[]> Cut(int[] lines, int[] shares)
    {
        var sharesLeft = shares.Sum();
        var columnsLeft = lines.Sum(line => (long)widths[line]);
        var first = 0;
        foreach (var share in shares)
        {
            var wanted = (double)columnsLeft * share / sharesLeft;
            sharesLeft -= share;
            var (end, columns) = (first, 0L);
            while (end < lines.Length - sharesLeft
                && (end - first < share || sharesLeft == 0 || columns + (widths[lines[end]] / 2.0) <= wanted))
            {
                columns += widths[lines[end++]];
            }

            yield return lines[first..end];
            columnsLeft -= columns;
            first = end;
        }
    }

    // Fisher and Yates, from the end.
    private static void Shuffle<T>(T[] items, ref CounterRandom random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
