using HandwritingLstm.Ctc;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The linear output layer, log-softmax, and in training the CTC loss of every line.</summary>
/// <remarks>Graves et al., "Connectionist temporal classification", ICML 2006, sections 3 and 4.</remarks>
internal sealed unsafe class OutputLayer : Layer
{
    private const int RowGrain = 12; // rows of a full tile

    private readonly Sequences _input;
    private readonly Sequences _scores;
    private readonly Parameter _weights;
    private readonly Parameter _bias;
    private readonly WeightPanels _panels;
    private readonly FloatBuffer _transposed = new();
    private readonly int _threads;

    private readonly float _shortcutWeight;
    private readonly float _consistencyWeight;

    /// <summary>Builds the layer behind its input.</summary>
    /// <param name="name">Before the names of the parameters.</param>
    /// <param name="labelCount">Labels, blank included.</param>
    /// <param name="input">The columns.</param>
    /// <param name="store">Where the weights live.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="shortcutWeight">
    /// 0 for the output of the network; else the weight of a loss beside it, whose gradient is added to what is there.
    /// </param>
    /// <param name="consistencyWeight">How much the scores of two lines are drawn together that are views of one; 0 = lines come alone.</param>
    public OutputLayer(
        string name, int labelCount, Sequences input, ParameterStore store, int threads, double shortcutWeight = 0, double consistencyWeight = 0)
    {
        _shortcutWeight = (float)shortcutWeight;
        _consistencyWeight = (float)consistencyWeight;
        _input = input;
        _threads = threads;
        _scores = new Sequences(ChannelLayout.Of(labelCount));
        _panels = new WeightPanels(input.Channels.Stride, _scores.Channels.Stride);
        var inputs = input.Channels.Count;
        _weights = store.Add(
            $"{name}.linear.weight", [labelCount, inputs], _panels.Length,
            PackedOrder.Of(_panels, labelCount, label => label, inputs, input.Channels.Offset), linewise: false);
        _bias = store.Add($"{name}.linear.bias", [labelCount], _scores.Channels.Stride, PackedOrder.Vector(labelCount), linewise: false);
    }

    /// <inheritdoc/>
    public override bool IsOnlyForTraining => _shortcutWeight > 0;

    /// <summary>In training: the labels of each line, longest line first.</summary>
    public IReadOnlyList<int[]> Targets { get; set; } = [];

    /// <summary>In training: each line's loss, −ln p divided by its number of labels.</summary>
    public double[] Losses { get; private set; } = [];

    /// <inheritdoc/>
    public override void Initialize(Random random) => _weights.Randomize(random, 1 / Math.Sqrt(_input.Channels.Count));

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        _scores.Shape(_input.Lengths, training);
        Losses = training ? new double[batch.Count] : [];
    }

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        if (training)
        {
            plan.Once(() =>
            {
                _transposed.EnsureLength(_panels.Length);
                _panels.Transpose(_weights.Values, _transposed.Pointer);
            });
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) =>
        plan.Together(Lanes.Widest<Action<int>>(Forward<Lanes512>, Forward<Lanes256>, Forward<Lanes128>));

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        plan.PerLine((_, line) => AddLoss(line));
        plan.Together(thread =>
        {
            var (first, count) = Share.Of(_panels.Depth, thread, _threads, RowGrain).GetOffsetAndLength(_panels.Depth);
            Product.AddTransposed(
                count, _panels.Columns, _scores.RowCount, _input.Values + first, _input.Channels.Stride,
                _scores.Gradients, _panels.Columns, _weights.Gradient(), _panels.Pitch, first);
            if (thread == 0)
            {
                RowSums.Add(_scores.Gradients, _panels.Columns, _scores.RowCount, _panels.Columns, _bias.Gradient());
            }

            (first, count) = Share.Of(_scores.RowCount, thread, _threads, RowGrain).GetOffsetAndLength(_scores.RowCount);
            var stride = _input.Channels.Stride;
            Product.Multiply(
                count, stride, _panels.Columns, _scores.Gradients + ((long)first * _panels.Columns), _panels.Columns,
                _transposed.Pointer, _panels.Columns * Product.PanelWidth, 0, _input.Gradients + ((long)first * stride), stride, IsOnlyForTraining);
        });
    }

    /// <summary>The scores of one line.</summary>
    public LabelScores ScoresOf(int line)
    {
        var labels = _scores.Channels.Count;
        var values = new float[_scores.Lengths[line] * labels];
        CopyScores(line, values);
        return new LabelScores(_scores.Lengths[line], labels, values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _scores.Dispose();
        _transposed.Dispose();
    }

    private void Forward<T>(int thread)
        where T : struct, ILanes<T>
    {
        var (first, count) = Share.Of(_scores.RowCount, thread, _threads, RowGrain).GetOffsetAndLength(_scores.RowCount);
        var stride = _input.Channels.Stride;
        var z = _scores.Values + ((long)first * _panels.Columns);
        Product.Multiply(
            count, _panels.Columns, stride, _input.Values + ((long)first * stride), stride,
            _weights.Values, _panels.Pitch, 0, z, _panels.Columns, false);
        for (var row = 0; row < count; row++)
        {
            LogSoftmax<T>.Row(z + ((long)row * _panels.Columns), _bias.Values, _scores.Channels.Count, _panels.Columns);
        }
    }

    private void CopyScores(int line, Span<float> target)
    {
        var labels = _scores.Channels.Count;
        for (var t = 0; t < _scores.Lengths[line]; t++)
        {
            new ReadOnlySpan<float>(_scores.Values + ((long)_scores.Row(t, line) * _panels.Columns), labels)
                .CopyTo(target[(t * labels)..]);
        }
    }

    // A line counts as much as another whatever its length: its loss is divided by its number of labels.
    private void AddLoss(int line)
    {
        var labels = _scores.Channels.Count;
        var scores = ScoresOf(line);
        var gradient = System.Buffers.ArrayPool<float>.Shared.Rent(scores.Values.Length);
        var target = Targets[line];
        var share = (IsOnlyForTraining ? _shortcutWeight : 1f) / (Math.Max(1, target.Length) * _scores.Lengths.Length);
        Losses[line] = CtcLoss.Compute(scores, target, gradient.AsSpan(0, scores.Values.Length)) / Math.Max(1, target.Length);
        if (_consistencyWeight > 0)
        {
            AddDivergence(scores.Values, ScoresOf(LineBatch.PartnerOf(line)).Values, gradient);
        }

        for (var t = 0; t < scores.ColumnCount; t++)
        {
            var row = new Span<float>(_scores.Gradients + ((long)_scores.Row(t, line) * _panels.Columns), _panels.Columns);
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient.AsSpan(t * labels, labels), share, row);
            row[labels..].Clear();
        }

        System.Buffers.ArrayPool<float>.Shared.Return(gradient);
    }

    // The slope of what the partner's probabilities miss in these: the difference of the two.
    private void AddDivergence(float[] scores, float[] wanted, Span<float> gradient)
    {
        gradient = gradient[..scores.Length];
        System.Numerics.Tensors.TensorPrimitives.Exp(scores, scores);
        System.Numerics.Tensors.TensorPrimitives.Exp(wanted, wanted);
        System.Numerics.Tensors.TensorPrimitives.Subtract(scores, wanted, scores);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(scores, _consistencyWeight, gradient, gradient);
    }
}
