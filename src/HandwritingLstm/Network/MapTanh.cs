using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The hyperbolic tangent of feature maps.</summary>
/// <remarks>
/// It grows with its argument, so it may stand behind a max pooling as well as before it: fewer pixels. Backward computes it
/// again, since dropout may have changed the output in place.
/// </remarks>
internal sealed unsafe class MapTanh : Layer
{
    private readonly FeatureMaps _input;

    /// <summary>Builds the layer behind its input.</summary>
    public MapTanh(FeatureMaps input, int borderY, int borderX)
    {
        _input = input;
        Output = new FeatureMaps(input.Height, input.Channels, borderY, borderX);
    }

    /// <summary>The activations.</summary>
    public FeatureMaps Output { get; }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape(_input.Widths, batch, training);

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
        Output.ClearBorder(line);
        for (var row = 0; row < _input.Height; row++)
        {
            var x = _input.Row(line, row);
            var y = Output.Row(line, row);
            for (var i = 0; i < _input.Widths[line] * _input.Channels.Stride; i += T.Count)
            {
                LaneMath.Tanh(T.Load(x + i)).Store(y + i);
            }
        }
    }

    private void Backward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var one = T.Broadcast(1f);
        for (var row = 0; row < _input.Height; row++)
        {
            var x = _input.Row(line, row);
            var dx = _input.GradientRow(line, row);
            var dy = Output.GradientRow(line, row);
            for (var i = 0; i < _input.Widths[line] * _input.Channels.Stride; i += T.Count)
            {
                var y = LaneMath.Tanh(T.Load(x + i));
                (T.Load(dy + i) * (one - (y * y))).Store(dx + i);
            }
        }
    }
}
