using System.Runtime.InteropServices;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Training;

/// <summary>AdamW over all parameters of a network, in their packed form.</summary>
/// <remarks>
/// Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2; in torch's order of operations:
/// gradients are clipped to a norm, weights shrink, moments move, weights step. The padding of the packed form stays 0.
/// The moving average of the weights is young in the first steps: its decay grows with their number up to what was asked for.
/// </remarks>
internal sealed unsafe class AdamW : IDisposable
{
    private const int NormBlock = 4096; // floats whose squares are summed in one go, the same on any number of threads

    private readonly ParameterStore _store;
    private readonly int _threads;
    private readonly Action<Action<int>> _runOnTeam;
    private readonly TrainingOptions _options;
    private readonly FloatBuffer _means;
    private readonly FloatBuffer _squares;
    private readonly FloatBuffer _averages = new();
    private readonly double[] _blockNorms;
    private readonly long _firstTrained; // the parameters before it are frozen

    /// <summary>An optimiser that has made no step yet.</summary>
    /// <param name="store">The parameters with their gradients.</param>
    /// <param name="options">The coefficients.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="runOnTeam">Runs work once on each of the threads.</param>
    public AdamW(ParameterStore store, TrainingOptions options, int threads, Action<Action<int>> runOnTeam)
    {
        _store = store;
        _threads = threads;
        _runOnTeam = runOnTeam;
        _options = options;
        _means = new FloatBuffer(_store.Length);
        _squares = new FloatBuffer(_store.Length);
        if (options.AverageDecay > 0)
        {
            _averages.EnsureLength(_store.Length);
        }

        _blockNorms = new double[(_store.Length + NormBlock - 1) / NormBlock];
        _firstTrained = store.LengthOfLayers(options.FrozenLayers);
    }

    /// <summary>Steps made so far.</summary>
    public long StepCount { get; set; }

    /// <summary>The moments, packed as the parameters are.</summary>
    public float* Means => _means.Pointer;

    /// <summary>The second moments, packed as the parameters are.</summary>
    public float* Squares => _squares.Pointer;

    /// <summary>The moving averages of the weights, packed as they are; null where none are wanted.</summary>
    public float* Averages => _averages.Pointer;

    /// <summary>Puts the averages in the place of the weights, or the weights back; what is frozen is its own average.</summary>
    public void SwapAverages()
    {
        for (var i = _firstTrained; i < _store.Length; i++)
        {
            (_store.Values[i], Averages[i]) = (Averages[i], _store.Values[i]);
        }
    }

    /// <summary>One step along the gradients of the network.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <returns>The L2 norm of the gradients before clipping.</returns>
    public double Update(float learningRate)
    {
        StepCount++;
        _runOnTeam(Lanes.Widest<Action<int>>(AddNorms<Lanes512>, AddNorms<Lanes256>, AddNorms<Lanes128>));
        var norm = Math.Sqrt(_blockNorms.Sum());
        var clip = (float)Math.Min(1, _options.ClipNorm / (norm + 1e-6)); // torch's ε
        var step = new Coefficients(
            clip,
            (float)(1 - (learningRate * _options.WeightDecay)),
            (float)(learningRate / (1 - Math.Pow(_options.Beta1, StepCount))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, StepCount))),
            (float)(1 - Math.Min(_options.AverageDecay, StepCount / (StepCount + 10.0))));
        _runOnTeam(Lanes.Widest<Action<int>>(
            thread => Step<Lanes512>(thread, step), thread => Step<Lanes256>(thread, step), thread => Step<Lanes128>(thread, step)));
        return norm;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _means.Dispose();
        _squares.Dispose();
        _averages.Dispose();
    }

    private (long First, long End) ShareOf(int thread)
    {
        var blocks = Share.Of(_blockNorms.Length, thread, _threads);
        return ((long)blocks.Start.Value * NormBlock, Math.Min(_store.Length, (long)blocks.End.Value * NormBlock));
    }

    private void AddNorms<T>(int thread)
        where T : struct, ILanes<T>
    {
        var (first, end) = ShareOf(thread);
        var lanes = stackalloc float[T.Count];
        for (var block = first; block < end; block += NormBlock)
        {
            var sum = T.Zero;
            for (var i = Math.Max(block, _firstTrained); i < Math.Min(end, block + NormBlock); i += T.Count)
            {
                var gradient = T.Load(_store.Gradients() + i);
                sum = T.MultiplyAdd(gradient, gradient, sum);
            }

            sum.Store(lanes);
            var total = 0.0;
            for (var lane = 0; lane < T.Count; lane++)
            {
                total += lanes[lane];
            }

            _blockNorms[block / NormBlock] = total;
        }
    }

    private void Step<T>(int thread, Coefficients step)
        where T : struct, ILanes<T>
    {
        var (first, end) = ShareOf(thread);
        var clip = T.Broadcast(step.Clip);
        var decay = T.Broadcast(step.Decay);
        var rate = T.Broadcast(step.Rate);
        var squareScale = T.Broadcast(step.SquareScale);
        var (beta1, fresh1) = (T.Broadcast((float)_options.Beta1), T.Broadcast((float)(1 - _options.Beta1)));
        var (beta2, fresh2) = (T.Broadcast((float)_options.Beta2), T.Broadcast((float)(1 - _options.Beta2)));
        var epsilon = T.Broadcast((float)_options.Epsilon);
        var (isAveraged, fresh) = (_options.AverageDecay > 0, T.Broadcast(step.FreshShare));
        for (var i = Math.Max(first, _firstTrained); i < end; i += T.Count)
        {
            var gradient = T.Load(_store.Gradients() + i) * clip;
            var mean = (T.Load(Means + i) * beta1) + (gradient * fresh1);
            var square = (T.Load(Squares + i) * beta2) + (gradient * gradient * fresh2);
            mean.Store(Means + i);
            square.Store(Squares + i);
            var value = T.Load(_store.Values + i) * decay;
            value -= rate * mean / ((T.Sqrt(square) * squareScale) + epsilon);
            value.Store(_store.Values + i);
            if (isAveraged)
            {
                var average = T.Load(Averages + i);
                (average + (fresh * (value - average))).Store(Averages + i);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Coefficients(float Clip, float Decay, float Rate, float SquareScale, float FreshShare);
}
