namespace HandwritingLstm.Network;

/// <summary>The statistics and parameters of a batch normalisation: z becomes γ·(z − μ) / √(σ² + ε) + β, channel by channel.</summary>
/// <remarks>
/// Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3 and algorithm 1. Means and variances are those of all
/// pixels of all lines of the batch; recognition uses running averages instead.
/// </remarks>
internal sealed unsafe class BatchNorm
{
    private const double Epsilon = 1e-5; // as in torch, so that weights can be exchanged
    private const float Momentum = 0.1f;

    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly NamedTensor _runningMean;
    private readonly NamedTensor _runningVariance;
    private readonly double[] _mean;
    private readonly double[] _inverseDeviation;

    /// <summary>Registers the parameters.</summary>
    public BatchNorm(int index, int channels, ParameterStore store)
    {
        _gamma = store.Add($"{index}.bn.weight", [channels], ChannelLayout.Padded(channels), PackedOrder.Vector(channels), linewise: false);
        _beta = store.Add($"{index}.bn.bias", [channels], ChannelLayout.Padded(channels), PackedOrder.Vector(channels), linewise: false);
        _runningMean = new NamedTensor($"{index}.bn.running_mean", [channels], new float[channels]);
        _runningVariance = new NamedTensor($"{index}.bn.running_var", [channels], new float[channels]);
        _mean = new double[channels];
        _inverseDeviation = new double[channels];
        Array.Fill(_runningVariance.Values, 1f);
    }

    /// <summary>The running statistics.</summary>
    public IEnumerable<NamedTensor> Buffers => [_runningMean, _runningVariance];

    /// <summary>γ = 1, β = 0.</summary>
    public void Initialize() => _gamma.Fill(.., 1);

    /// <summary>Scale and shift from the running statistics.</summary>
    public void FoldRunning(float* scale, float* shift)
    {
        for (var c = 0; c < _mean.Length; c++)
        {
            Fold(c, _runningMean.Values[c], 1 / Math.Sqrt(_runningVariance.Values[c] + Epsilon), scale, shift);
        }
    }

    /// <summary>Scale and shift from the sums over the batch, and the running statistics moved on.</summary>
    /// <param name="sums">Per channel Σ z, shape [channels].</param>
    /// <param name="squares">Per channel Σ z², shape [channels].</param>
    /// <param name="pixels">Number of pixels in the batch.</param>
    /// <param name="scale">Gets γ / √(σ² + ε).</param>
    /// <param name="shift">Gets β − μ · scale.</param>
    public void FoldBatch(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, long pixels, float* scale, float* shift)
    {
        for (var c = 0; c < _mean.Length; c++)
        {
            var mean = sums[c] / pixels;
            var variance = Math.Max(0, (squares[c] / pixels) - (mean * mean));
            var unbiased = variance * pixels / Math.Max(1, pixels - 1);
            _runningMean.Values[c] += Momentum * ((float)mean - _runningMean.Values[c]);
            _runningVariance.Values[c] += Momentum * ((float)unbiased - _runningVariance.Values[c]);
            _mean[c] = mean;
            _inverseDeviation[c] = 1 / Math.Sqrt(variance + Epsilon);
            Fold(c, mean, _inverseDeviation[c], scale, shift);
        }
    }

    /// <summary>The mean of the batch, for the sums of <see cref="Backward"/>.</summary>
    public void CopyMeans(float* means)
    {
        for (var c = 0; c < _mean.Length; c++)
        {
            means[c] = (float)_mean[c];
        }
    }

    /// <summary>
    /// Gradients of γ and β, and the coefficients of dz = k2·dy + k1·z + k0.
    /// </summary>
    /// <param name="sums">Per channel Σ dy.</param>
    /// <param name="products">Per channel Σ dy·(z − μ).</param>
    /// <param name="pixels">Number of pixels in the batch.</param>
    /// <param name="k0">Gets the constant.</param>
    /// <param name="k1">Gets the factor of z.</param>
    /// <param name="k2">Gets the factor of dy.</param>
    public void Backward(ReadOnlySpan<double> sums, ReadOnlySpan<double> products, long pixels, float* k0, float* k1, float* k2)
    {
        for (var c = 0; c < _mean.Length; c++)
        {
            var inverse = _inverseDeviation[c];
            _gamma.Gradient()[c] += (float)(products[c] * inverse);
            _beta.Gradient()[c] += (float)sums[c];
            var factor = _gamma.Values[c] * inverse;
            var ofZ = -factor * inverse * inverse * products[c] / pixels;
            k2[c] = (float)factor;
            k1[c] = (float)ofZ;
            k0[c] = (float)((-factor * sums[c] / pixels) - (ofZ * _mean[c]));
        }
    }

    private void Fold(int c, double mean, double inverse, float* scale, float* shift)
    {
        scale[c] = (float)(_gamma.Values[c] * inverse);
        shift[c] = (float)(_beta.Values[c] - (mean * _gamma.Values[c] * inverse));
    }
}
