using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The rows of a feature map collapse to their maximum, their mean, or both: maps become columns.</summary>
internal sealed unsafe class HeightCollapsing : Layer
{
    private readonly FeatureMaps _input;
    private readonly bool _maximum;
    private readonly bool _mean;

    /// <summary>Builds the layer behind its input, whose channels are one group.</summary>
    public HeightCollapsing(FeatureMaps input, HeightCollapse collapse)
    {
        _input = input;
        _maximum = collapse is HeightCollapse.Maximum or HeightCollapse.Both;
        _mean = collapse is HeightCollapse.Mean or HeightCollapse.Both;
        Output = new Sequences(ChannelLayout.Of(input.Channels.Count, _maximum && _mean ? 2 : 1));
    }

    /// <summary>The columns.</summary>
    public Sequences Output { get; }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape(_input.Widths, training);

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) =>
        plan.PerLine(Lanes.Widest(Forward<Lanes512>, Forward<Lanes256>, Forward<Lanes128>));

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) =>
        plan.PerLine(Lanes.Widest(Backward<Lanes512>, Backward<Lanes256>, Backward<Lanes128>));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
    }

    private void Forward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var stride = _input.Channels.Stride;
        var pitch = _input.Pitch(line);
        var share = T.Broadcast(1f / _input.Height);
        for (var t = 0; t < _input.Widths[line]; t++)
        {
            var y = Output.Values + ((long)Output.Row(t, line) * Output.Channels.Stride);
            for (var c = 0; c < stride; c += T.Count, y += T.Count)
            {
                var x = _input.Row(line, 0) + ((nint)t * stride) + c;
                var maximum = T.Load(x);
                var sum = maximum;
                for (var row = 1; row < _input.Height; row++)
                {
                    x += pitch;
                    var value = T.Load(x);
                    maximum = T.Max(maximum, value);
                    sum += value;
                }

                if (_maximum)
                {
                    maximum.Store(y);
                }

                if (_mean)
                {
                    (sum * share).Store(_maximum ? y + stride : y);
                }
            }
        }
    }

    /// <summary>The maximum over the rows, computed again: dropout may have changed the output in place.</summary>
    private T Maximum<T>(float* x, nint pitch)
        where T : struct, ILanes<T>
    {
        var maximum = T.Load(x);
        for (var row = 1; row < _input.Height; row++)
        {
            x += pitch;
            maximum = T.Max(maximum, T.Load(x));
        }

        return maximum;
    }

    private void Backward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var stride = _input.Channels.Stride;
        var pitch = _input.Pitch(line);
        var share = T.Broadcast(1f / _input.Height);
        for (var t = 0; t < _input.Widths[line]; t++)
        {
            var row = (long)Output.Row(t, line) * Output.Channels.Stride;
            for (var c = 0; c < stride; c += T.Count)
            {
                var dy = Output.Gradients + row + c;
                var toMaximum = _maximum ? T.Load(dy) : T.Zero;
                var toAll = _mean ? T.Load(_maximum ? dy + stride : dy) * share : T.Zero;
                var x = _input.Row(line, 0) + ((nint)t * stride) + c;
                var dx = _input.GradientRow(line, 0) + ((nint)t * stride) + c;
                var maximum = _maximum ? Maximum<T>(x, pitch) : T.Zero;
                for (var y = 0; y < _input.Height; y++, x += pitch, dx += pitch)
                {
                    var value = T.Load(x);
                    (toAll + T.KeepWhereEqual(toMaximum, value, maximum)).Store(dx);
                    toMaximum = T.DropWhereEqual(toMaximum, value, maximum); // the first maximum takes it all
                }
            }
        }
    }
}
