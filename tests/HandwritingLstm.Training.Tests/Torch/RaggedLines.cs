using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training.Tests.Torch;

/// <summary>Lines of different widths, full of noise, and texts that fit them.</summary>
internal sealed class RaggedLines
{
    public RaggedLines(NetworkSpec spec, int seed, params int[] widths)
    {
        var random = new Random(seed);
        Lines = [.. widths.Select(width => new ColumnSequence(
            width, spec.Height, [.. Enumerable.Range(0, width * spec.Height).Select(_ => random.NextSingle())]))];
        Labels = [.. widths.Select(width => Enumerable.Range(0, Math.Max(1, spec.ColumnCountFor(width) / 3))
            .Select(_ => 1 + random.Next(spec.LabelCount - 1)).ToArray())];
    }

    public ColumnSequence[] Lines { get; }

    public int[][] Labels { get; }
}
