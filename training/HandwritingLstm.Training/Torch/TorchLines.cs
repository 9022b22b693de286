using HandwritingLstm.Imaging;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>
/// The lines of a batch on their way through the network: padded to the widest, with zeros in every padding column.
/// </summary>
/// <remarks>
/// The zeros are the invariant on which everything rests: a convolution sees at a line's end the zeros it would see if the
/// line were alone, and sums over columns are sums over real columns.
/// </remarks>
/// <param name="Values">The values, shape [B, C, H, W]; columns, once there are some, have H = 1.</param>
/// <param name="Widths">Real columns of every line, the longest first.</param>
/// <param name="Mask">1 for real columns and 0 for padding, shape [B, 1, 1, W]; null where no line is padded.</param>
internal sealed record TorchLines(Tensor Values, int[] Widths, Tensor? Mask)
{
    /// <summary>The widest line.</summary>
    public int Widest => Widths[0];

    /// <summary>Real columns of all lines.</summary>
    public long ColumnCount => Widths.Sum(width => (long)width);

    /// <summary>Brings lines to a device.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="order">The lines' indices, the longest first.</param>
    /// <param name="minimumWidth">Narrower lines are continued with blank paper.</param>
    /// <param name="device">The device.</param>
    public static TorchLines Of(IReadOnlyList<ColumnSequence> lines, int[] order, int minimumWidth, Device device)
    {
        var height = lines[0].Height;
        int[] widths = [.. order.Select(i => Math.Max(lines[i].ColumnCount, minimumWidth))];
        var values = new float[(long)order.Length * widths[0] * height];
        for (var b = 0; b < order.Length; b++)
        {
            lines[order[b]].Values.CopyTo(values, (long)b * widths[0] * height); // column by column
        }

        var columns = tensor(values, new long[] { order.Length, widths[0], height }).to(device); // [B, W, H]
        return new TorchLines(columns.transpose(1, 2).unsqueeze(1).contiguous(), widths, MaskOf(widths, device));
    }

    /// <summary>The same columns with other values, whose padding is 0.</summary>
    public TorchLines With(Tensor values) => this with { Values = values };

    /// <summary>What a layer has made of the columns, its padding set to 0.</summary>
    /// <param name="values">The values, shape [B, C, H, W].</param>
    /// <param name="widths">Real columns of every line now.</param>
    public TorchLines Next(Tensor values, int[] widths)
    {
        var mask = widths.SequenceEqual(Widths) ? Mask : MaskOf(widths, values.device);
        return new TorchLines(mask is null ? values : values * mask, widths, mask);
    }

    private static Tensor? MaskOf(int[] widths, Device device)
    {
        if (Array.TrueForAll(widths, width => width == widths[0]))
        {
            return null;
        }

        var mask = new float[widths.Length * widths[0]];
        for (var b = 0; b < widths.Length; b++)
        {
            mask.AsSpan(b * widths[0], widths[b]).Fill(1);
        }

        return tensor(mask, new long[] { widths.Length, 1, 1, widths[0] }).to(device);
    }
}
