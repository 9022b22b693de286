using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>What follows a convolution, in one pass: bias or batch normalisation, ReLU, max pooling.</summary>
/// <remarks>
/// Backward recomputes the maxima from z instead of keeping them, and overwrites z with its gradient where the
/// convolution allows it. Sums over lines are kept per line and added in line order: the same bits on any number of threads.
/// </remarks>
internal sealed unsafe class NormalizationPooling : Layer
{
    private readonly FeatureMaps _input;
    private readonly BatchNorm? _norm;
    private readonly Parameter? _bias;
    private readonly bool _rectify;
    private readonly PoolingWindow _window;
    private readonly FloatBuffer _coefficients;
    private double[] _sums = []; // per line: two sums per channel

    /// <summary>Builds the layer behind a convolution.</summary>
    /// <param name="input">The convolved maps.</param>
    /// <param name="norm">The normalisation, or null.</param>
    /// <param name="bias">The bias, where there is no normalisation, or null.</param>
    /// <param name="rectify">Whether a ReLU follows.</param>
    /// <param name="window">The pooling window; 1×1 for none.</param>
    /// <param name="borderY">Border rows that the next layer needs.</param>
    /// <param name="borderX">Border columns that the next layer needs.</param>
    public NormalizationPooling(
        FeatureMaps input, BatchNorm? norm, Parameter? bias, bool rectify, PoolingWindow window, int borderY, int borderX)
    {
        _input = input;
        _norm = norm;
        _bias = bias;
        _rectify = rectify;
        _window = window;
        Output = new FeatureMaps(input.Height / window.Height, input.Channels, borderY, borderX);
        _coefficients = new FloatBuffer(6 * Stride);
    }

    /// <summary>The activations.</summary>
    public FeatureMaps Output { get; }

    /// <inheritdoc/>
    public override IEnumerable<NamedTensor> Buffers => _norm?.Buffers ?? [];

    private int Stride => _input.Channels.Stride;

    private float* Scale => _coefficients.Pointer;

    private float* Shift => Scale + Stride;

    private float* Means => Shift + Stride;

    private float* K0 => Means + Stride;

    private float* K1 => K0 + Stride;

    private float* K2 => K1 + Stride;

    private long PixelCount => _input.Widths.Sum(width => (long)width * _input.Height);

    /// <inheritdoc/>
    public override void Initialize(Random random) => _norm?.Initialize();

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        Output.Shape([.. _input.Widths.Select(width => width / _window.Width)], batch, training);
        if (_sums.Length < batch.Count * 2 * Stride)
        {
            _sums = new double[batch.Count * 2 * Stride];
        }

        if (_norm is null)
        {
            UseBias();
        }
        else if (!training)
        {
            _norm.FoldRunning(Scale, Shift);
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training)
    {
        if (training && _norm is not null)
        {
            plan.PerLine(Lanes.Widest(AddStatistics<Lanes512>, AddStatistics<Lanes256>, AddStatistics<Lanes128>));
            plan.Once(() =>
            {
                SumLines();
                _norm.FoldBatch(_sums.AsSpan(0, Stride), _sums.AsSpan(Stride, Stride), PixelCount, Scale, Shift);
                _norm.CopyMeans(Means);
            });
        }

        plan.PerLine(Lanes.Widest(Forward<Lanes512>, Forward<Lanes256>, Forward<Lanes128>));
    }

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        plan.PerLine(Lanes.Widest(AddGradientSums<Lanes512>, AddGradientSums<Lanes256>, AddGradientSums<Lanes128>));
        plan.Once(() =>
        {
            SumLines();
            if (_norm is not null)
            {
                _norm.Backward(_sums.AsSpan(0, Stride), _sums.AsSpan(Stride, Stride), PixelCount, K0, K1, K2);
            }
            else if (_bias is not null)
            {
                for (var c = 0; c < _bias.Count; c++)
                {
                    _bias.Gradient()[c] += (float)_sums[c];
                }
            }
        });
        plan.PerLine(Lanes.Widest(Backward<Lanes512>, Backward<Lanes256>, Backward<Lanes128>));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
        _coefficients.Dispose();
    }

    private void UseBias()
    {
        for (var c = 0; c < Stride; c++)
        {
            Scale[c] = K2[c] = 1;
            Shift[c] = _bias is null ? 0 : _bias.Values[c];
        }
    }

    private void SumLines()
    {
        for (var line = 1; line < _input.Widths.Length; line++)
        {
            for (var i = 0; i < 2 * Stride; i++)
            {
                _sums[i] += _sums[(line * 2 * Stride) + i];
            }
        }
    }

    private void AddStatistics<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var sums = _sums.AsSpan(line * 2 * Stride, 2 * Stride);
        sums.Clear();
        fixed (double* s = sums)
        {
            for (var y = 0; y < _input.Height; y++)
            {
                PoolingPass<T>.AddStatistics(_input.Row(line, y), _input.Widths[line], Stride, s, s + Stride);
            }
        }
    }

    private void Forward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        Output.ClearBorder(line);
        for (var row = 0; row < Output.Height; row++)
        {
            PoolingPass<T>.Forward(
                _input.Row(line, row * _window.Height), _input.Pitch(line), Stride, _window, Scale, Shift, _rectify,
                Output.Row(line, row), Output.Widths[line]);
        }
    }

    private void AddGradientSums<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var sums = _sums.AsSpan(line * 2 * Stride, 2 * Stride);
        sums.Clear();
        fixed (double* s = sums)
        {
            for (var row = 0; row < Output.Height; row++)
            {
                PoolingPass<T>.AddGradientSums(
                    _input.Row(line, row * _window.Height), _input.Pitch(line), Stride, _window, Scale, Shift, Means, _rectify,
                    Output.GradientRow(line, row), Output.Widths[line], s, s + Stride);
            }
        }
    }

    private void Backward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        var width = Output.Widths[line];
        var covered = width * _window.Width;
        var pitch = _input.Pitch(line);
        for (var row = 0; row < Output.Height; row++)
        {
            var top = row * _window.Height;
            PoolingPass<T>.Backward(
                _input.Row(line, top), pitch, Stride, _window, Scale, Shift, _rectify, K0, K1, K2,
                Output.GradientRow(line, row), width, _input.GradientRow(line, top), pitch);
            for (var y = top; y < top + _window.Height; y++)
            {
                var skip = (nint)covered * Stride;
                PoolingPass<T>.BackwardUncovered(
                    _input.Row(line, y) + skip, _input.Widths[line] - covered, Stride, K0, K1, _input.GradientRow(line, y) + skip);
            }
        }

        for (var y = Output.Height * _window.Height; y < _input.Height; y++)
        {
            PoolingPass<T>.BackwardUncovered(_input.Row(line, y), _input.Widths[line], Stride, K0, K1, _input.GradientRow(line, y));
        }
    }
}
