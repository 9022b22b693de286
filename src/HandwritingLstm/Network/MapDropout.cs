namespace HandwritingLstm.Network;

/// <summary>Dropout on feature maps, in place: of single values, or of whole channels of a line.</summary>
/// <remarks>
/// Srivastava et al., JMLR 15, 2014; whole channels: Tompson et al., "Efficient object localization using convolutional
/// networks", CVPR 2015, section 3.2.
/// </remarks>
internal sealed unsafe class MapDropout(int index, DropoutSpec spec, FeatureMaps maps) : Layer, IDropout
{
    private readonly DropoutMask _mask = new(index, spec.Probability);
    private long[] _firstMask = [];

    /// <inheritdoc/>
    public void Seed(ulong seed, float strength) => _mask.Start(seed, strength);

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        _firstMask = new long[batch.Count + 1];
        for (var line = 0; line < batch.Count; line++)
        {
            _firstMask[line + 1] = _firstMask[line] + ((long)maps.Widths[line] * maps.Height * maps.Channels.Stride);
        }

        _mask.EnsureLength(training ? _firstMask[^1] : 0);
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training)
    {
        if (!training)
        {
            return;
        }

        plan.PerLine((_, line) =>
        {
            for (var y = 0; y < maps.Height; y++)
            {
                // A channel mask is the same for all pixels of the line: same row number, repeated along the row.
                var wholeChannels = spec.Dimensions == 2;
                _mask.Draw(
                    ((long)line << 20) + (wholeChannels ? 0 : y + 1), PixelRow(maps.Row(line, y), line), MaskPosition(line, y),
                    wholeChannels ? maps.Widths[line] : 1);
            }
        });
    }

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) => plan.PerLine((_, line) =>
    {
        for (var y = 0; y < maps.Height; y++)
        {
            _mask.Apply(PixelRow(maps.GradientRow(line, y), line), MaskPosition(line, y));
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _mask.Dispose();
    }

    private Span<float> PixelRow(float* row, int line) => new(row, maps.Widths[line] * maps.Channels.Stride);

    private long MaskPosition(int line, int y) => _firstMask[line] + ((long)y * maps.Widths[line] * maps.Channels.Stride);
}
