namespace HandwritingLstm.Network;

/// <summary>The rows of a feature map become channels, row after row: [H, W, C] becomes columns of H·C.</summary>
internal sealed unsafe class HeightStacking : Layer
{
    private readonly FeatureMaps _input;
    private readonly bool _inputNeedsGradient;

    /// <summary>Builds the layer behind its input.</summary>
    public HeightStacking(FeatureMaps input, bool inputNeedsGradient)
    {
        _input = input;
        _inputNeedsGradient = inputNeedsGradient;
        var stride = input.Channels.Stride;
        Output = new Sequences(
            new ChannelLayout(input.Height, input.Channels.Count, stride, ChannelLayout.Padded(input.Height * stride)));
    }

    /// <summary>The columns.</summary>
    public Sequences Output { get; }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape(_input.Widths, training);

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((_, line) =>
    {
        var stride = _input.Channels.Stride;
        var padding = Output.Channels.Stride - (_input.Height * stride);
        for (var t = 0; t < _input.Widths[line]; t++)
        {
            var to = Output.Values + ((long)Output.Row(t, line) * Output.Channels.Stride);
            for (var y = 0; y < _input.Height; y++, to += stride)
            {
                new ReadOnlySpan<float>(_input.Row(line, y) + ((nint)t * stride), stride).CopyTo(new Span<float>(to, stride));
            }

            new Span<float>(to, padding).Clear();
        }
    });

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        if (!_inputNeedsGradient)
        {
            return;
        }

        plan.PerLine((_, line) =>
        {
            var stride = _input.Channels.Stride;
            for (var t = 0; t < _input.Widths[line]; t++)
            {
                var from = Output.Gradients + ((long)Output.Row(t, line) * Output.Channels.Stride);
                for (var y = 0; y < _input.Height; y++, from += stride)
                {
                    new ReadOnlySpan<float>(from, stride).CopyTo(new Span<float>(_input.GradientRow(line, y) + ((nint)t * stride), stride));
                }
            }
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
    }
}
