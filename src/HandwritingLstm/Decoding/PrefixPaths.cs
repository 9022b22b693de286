using System.Numerics.Tensors;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>One network's paths along one line that spell the beginning of a text, by the column where they have spelt it.</summary>
/// <remarks>
/// The forward variables of prefix search: Graves et al., "Connectionist Temporal Classification", ICML 2006, section 3.2. They are
/// kept as probabilities times a factor, so that beginnings of any length and probability can be told apart.
/// </remarks>
internal sealed class PrefixPaths
{
    private readonly double[] _probabilities; // [T, K]
    private readonly double[] _inBlank; // [T + 1]: all paths over t columns that spell the beginning and end in a blank
    private readonly double[] _inLabel; // [T + 1]: … and end in its last label
    private readonly int _labelCount;
    private double _logFactor;

    /// <summary>Room for the paths of any text.</summary>
    /// <param name="probabilities">The network's probabilities, shape [columns, labels]; they are not copied.</param>
    /// <param name="labelCount">Number of labels K, blank included.</param>
    public PrefixPaths(double[] probabilities, int labelCount)
    {
        _probabilities = probabilities;
        _labelCount = labelCount;
        _inBlank = new double[(probabilities.Length / labelCount) + 1];
        _inLabel = new double[_inBlank.Length];
    }

    /// <summary>ln p(text | line): of the paths over all columns.</summary>
    public double Whole => Math.Log(_inBlank[^1] + _inLabel[^1]) + _logFactor;

    /// <summary>The paths of the empty text: blanks.</summary>
    public void Begin()
    {
        Array.Clear(_inLabel);
        _inBlank[0] = 1;
        for (var t = 1; t < _inBlank.Length; t++)
        {
            _inBlank[t] = _inBlank[t - 1] * Probability(t, Alphabet.Blank);
        }

        _logFactor = 0;
    }

    /// <summary>The paths of a text that goes on with a label.</summary>
    /// <param name="shorter">The paths of the text, on the same line.</param>
    /// <param name="last">Its last label; the blank where it is empty.</param>
    /// <param name="label">The label.</param>
    public void Extend(PrefixPaths shorter, int last, int label)
    {
        (_inBlank[0], _inLabel[0]) = (0, 0);
        for (var t = 1; t < _inBlank.Length; t++)
        {
            // The same label again needs a blank between.
            var begin = shorter._inBlank[t - 1] + (label == last ? 0 : shorter._inLabel[t - 1]);
            _inLabel[t] = (_inLabel[t - 1] + begin) * Probability(t, label);
            _inBlank[t] = (_inBlank[t - 1] + _inLabel[t - 1]) * Probability(t, Alphabet.Blank);
        }

        var most = Math.Max(TensorPrimitives.Max<double>(_inBlank), TensorPrimitives.Max<double>(_inLabel));
        if (most > 0)
        {
            TensorPrimitives.Divide(_inBlank, most, _inBlank);
            TensorPrimitives.Divide(_inLabel, most, _inLabel);
        }

        _logFactor = shorter._logFactor + (most > 0 ? Math.Log(most) : 0);
    }

    /// <summary>For every label the log probability of all texts that begin with this text and then the label.</summary>
    /// <param name="last">The last label of the text; the blank where it is empty.</param>
    /// <param name="logs">Receives K natural logarithms; that of the blank means nothing.</param>
    public void Continuations(int last, Span<double> logs)
    {
        logs.Clear();
        var again = 0.0;
        for (var t = 1; t < _inBlank.Length; t++)
        {
            var column = _probabilities.AsSpan((t - 1) * _labelCount, _labelCount);
            TensorPrimitives.MultiplyAdd(column, _inBlank[t - 1] + _inLabel[t - 1], logs, logs);
            again += _inBlank[t - 1] * column[last];
        }

        logs[last] = again;
        TensorPrimitives.Log(logs, logs);
        TensorPrimitives.Add(logs, _logFactor, logs);
    }

    private double Probability(int columns, int label) => _probabilities[((columns - 1) * _labelCount) + label];
}
