namespace HandwritingLstm.Network;

/// <summary>Takes feature maps apart into sequences, for a recurrent layer that runs along their rows or columns.</summary>
internal sealed unsafe class MapsToSequences : Layer
{
    private readonly FeatureMaps _input;
    private readonly bool _inputNeedsGradient;

    /// <summary>Builds the layer behind its input, whose channels are one group.</summary>
    public MapsToSequences(FeatureMaps input, RecurrentAxis axis, bool inputNeedsGradient)
    {
        _input = input;
        _inputNeedsGradient = inputNeedsGradient;
        Order = new MapSequences(input, axis);
        Output = new Sequences(ChannelLayout.Of(input.Channels.Count));
    }

    /// <summary>Which pixel is where.</summary>
    public MapSequences Order { get; }

    /// <summary>The sequences.</summary>
    public Sequences Output { get; }

    // A pixel of the image is one float, any other a whole number of vectors on either side.
    private int Shared => Math.Min(_input.Channels.Stride, Output.Channels.Stride);

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape(Order.Lengths(), training);

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((_, line) =>
    {
        var stride = Output.Channels.Stride;
        for (var y = 0; y < _input.Height; y++)
        {
            var from = _input.Row(line, y);
            for (var x = 0; x < _input.Widths[line]; x++, from += _input.Channels.Stride)
            {
                var to = new Span<float>(Output.Values + ((long)Order.Row(Output, line, y, x) * stride), stride);
                new ReadOnlySpan<float>(from, Shared).CopyTo(to);
                to[Shared..].Clear();
            }
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
            for (var y = 0; y < _input.Height; y++)
            {
                var to = _input.GradientRow(line, y);
                for (var x = 0; x < _input.Widths[line]; x++, to += _input.Channels.Stride)
                {
                    var from = Output.Gradients + ((long)Order.Row(Output, line, y, x) * Output.Channels.Stride);
                    new ReadOnlySpan<float>(from, Shared).CopyTo(new Span<float>(to, Shared));
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
