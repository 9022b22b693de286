using System.Numerics.Tensors;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The beginning of a text, and what every network makes of it.</summary>
internal sealed class VotedPrefix
{
    private readonly double[][] _probabilities; // [networks][T, K]
    private readonly PrefixPaths[] _paths; // [networks]
    private readonly int _labelCount;

    private VotedPrefix(double[][] probabilities, int labelCount, int[] labels, LanguageState state)
    {
        (_probabilities, _labelCount, Labels, State) = (probabilities, labelCount, labels, state);
        _paths = Array.ConvertAll(probabilities, network => new PrefixPaths(network, labelCount));
    }

    /// <summary>Its labels.</summary>
    public int[] Labels { get; }

    /// <summary>What the language makes of it.</summary>
    public LanguageState State { get; }

    /// <summary>The mean of the networks' log probabilities that the line says this and nothing more.</summary>
    public double Whole => _paths.Average(paths => paths.Whole);

    private int Last => Labels.Length > 0 ? Labels[^1] : Alphabet.Blank;

    /// <summary>The empty text.</summary>
    /// <param name="probabilities">What each network says of the line, shape [its columns, labels].</param>
    /// <param name="labelCount">Number of labels K, blank included.</param>
    /// <param name="state">What the language makes of the empty text.</param>
    public static VotedPrefix Begin(double[][] probabilities, int labelCount, LanguageState state)
    {
        var empty = new VotedPrefix(probabilities, labelCount, [], state);
        Array.ForEach(empty._paths, paths => paths.Begin());
        return empty;
    }

    /// <summary>This text, going on with a label.</summary>
    public VotedPrefix Extend(int label, LanguageState state)
    {
        var longer = new VotedPrefix(_probabilities, _labelCount, [.. Labels, label], state);
        for (var network = 0; network < _paths.Length; network++)
        {
            longer._paths[network].Extend(_paths[network], Last, label);
        }

        return longer;
    }

    /// <summary>For every label the mean of the networks' log probabilities that the line goes on with it.</summary>
    /// <param name="logs">Receives K natural logarithms; that of the blank means nothing.</param>
    public void Continuations(double[] logs)
    {
        Array.Clear(logs);
        var ofOne = new double[logs.Length];
        foreach (var paths in _paths)
        {
            paths.Continuations(Last, ofOne);
            TensorPrimitives.Add(logs, ofOne, logs);
        }

        TensorPrimitives.Divide(logs, _paths.Length, logs);
    }
}
