namespace HandwritingLstm.Network;

/// <summary>The pixels of a window become the channels of one pixel, row after row: [H, W, C] becomes [⌈H/y⌉, ⌈W/x⌉, y·x·C].</summary>
internal sealed unsafe class WindowStacking : Layer
{
    private readonly FeatureMaps _input;
    private readonly WindowSpec _window;
    private readonly bool _inputNeedsGradient;

    /// <summary>Builds the layer behind its input, whose channels are one group.</summary>
    /// <param name="input">The maps.</param>
    /// <param name="window">The window.</param>
    /// <param name="inputNeedsGradient">False for the image.</param>
    /// <param name="borderY">Border rows that the next layer needs.</param>
    /// <param name="borderX">Border columns that the next layer needs.</param>
    public WindowStacking(FeatureMaps input, WindowSpec window, bool inputNeedsGradient, int borderY, int borderX)
    {
        _input = input;
        _window = window;
        _inputNeedsGradient = inputNeedsGradient;
        var after = window.ShapeAfter(new LayerShape(input.Height, input.Channels.Count));
        Output = new FeatureMaps(after.Height, ChannelLayout.Of(after.Channels), borderY, borderX);
    }

    /// <summary>The windows.</summary>
    public FeatureMaps Output { get; }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape([.. _input.Widths.Select(_window.ColumnsAfter)], batch, training);

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((_, line) =>
    {
        Output.ClearBorder(line);
        for (var y = 0; y < Output.Height; y++)
        {
            new Span<float>(Output.Row(line, y), Output.Widths[line] * Output.Channels.Stride).Clear();
        }

        Copy(line, back: false);
    });

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        if (_inputNeedsGradient)
        {
            plan.PerLine((_, line) => Copy(line, back: true));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
    }

    // From the pixels to the windows, or the gradients of the windows back to those of the pixels; every pixel is in one window.
    private void Copy(int line, bool back)
    {
        var (count, stride, width) = (_input.Channels.Count, _input.Channels.Stride, _input.Widths[line]);
        for (var y = 0; y < _input.Height; y++)
        {
            var (down, row) = Math.DivRem(y, _window.Height);
            var pixel = back ? _input.GradientRow(line, y) : _input.Row(line, y);
            var windows = (back ? Output.GradientRow(line, down) : Output.Row(line, down)) + (row * _window.Width * count);
            for (var x = 0; x < width; x++, pixel += stride)
            {
                var (right, column) = Math.DivRem(x, _window.Width);
                var part = windows + (right * Output.Channels.Stride) + (column * count);
                if (back)
                {
                    new ReadOnlySpan<float>(part, count).CopyTo(new Span<float>(pixel, count));
                    new Span<float>(pixel + count, stride - count).Clear();
                }
                else
                {
                    new ReadOnlySpan<float>(pixel, count).CopyTo(new Span<float>(part, count));
                }
            }
        }
    }
}
