namespace HandwritingLstm.Network;

/// <summary>Puts what a recurrent layer made of the rows or columns of feature maps together to feature maps again.</summary>
/// <remarks>A layer that summarises keeps one row: of each direction its last output, at the bottom or, backwards, at the top.</remarks>
internal sealed unsafe class SequencesToMaps : Layer
{
    private readonly FeatureMaps _source;
    private readonly MapSequences _order;
    private readonly Sequences _input;
    private readonly RecurrentSpec _spec;

    /// <summary>Builds the layer behind a recurrent one.</summary>
    /// <param name="source">The maps that the sequences were taken from.</param>
    /// <param name="order">Which pixel is where.</param>
    /// <param name="input">The outputs of the recurrent layer, a group of channels for each direction.</param>
    /// <param name="spec">The recurrent layer.</param>
    /// <param name="borderY">Border rows that the next layer needs.</param>
    /// <param name="borderX">Border columns that the next layer needs.</param>
    public SequencesToMaps(FeatureMaps source, MapSequences order, Sequences input, RecurrentSpec spec, int borderY, int borderX)
    {
        _source = source;
        _order = order;
        _input = input;
        _spec = spec;
        Output = new FeatureMaps(spec.Summarize ? 1 : source.Height, ChannelLayout.Of(input.Channels.Count), borderY, borderX);
    }

    /// <summary>The maps; the channels of all directions are one group.</summary>
    public FeatureMaps Output { get; }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training) => Output.Shape(_source.Widths, batch, training);

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((_, line) =>
    {
        Output.ClearBorder(line);
        var (size, count) = (_input.Channels.Size, Output.Channels.Count);
        for (var y = 0; y < Output.Height; y++)
        {
            var to = Output.Row(line, y);
            for (var x = 0; x < Output.Widths[line]; x++, to += Output.Channels.Stride)
            {
                for (var group = 0; group < _input.Channels.Groups; group++)
                {
                    var from = _input.Values + PlaceOf(group, line, _spec.Summarize ? LastRow(group) : y, x);
                    new ReadOnlySpan<float>(from, size).CopyTo(new Span<float>(to + (group * size), size));
                }

                new Span<float>(to + count, Output.Channels.Stride - count).Clear();
            }
        }
    });

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) => plan.PerLine((_, line) =>
    {
        var (size, padded) = (_input.Channels.Size, _input.Channels.PaddedSize);
        for (var y = 0; y < _source.Height; y++)
        {
            var from = Output.GradientRow(line, _spec.Summarize ? 0 : y);
            for (var x = 0; x < Output.Widths[line]; x++, from += Output.Channels.Stride)
            {
                for (var group = 0; group < _input.Channels.Groups; group++)
                {
                    var to = new Span<float>(_input.Gradients + PlaceOf(group, line, y, x), padded);
                    to.Clear();
                    if (!_spec.Summarize || y == LastRow(group))
                    {
                        new ReadOnlySpan<float>(from + (group * size), size).CopyTo(to);
                    }
                }
            }
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
    }

    // Where a direction ends.
    private int LastRow(int group) => group == 1 || _spec.Direction == RecurrentDirection.Reverse ? 0 : _source.Height - 1;

    private long PlaceOf(int group, int line, int y, int x) =>
        ((long)_order.Row(_input, line, y, x) * _input.Channels.Stride) + (group * _input.Channels.PaddedSize);
}
