using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training;

/// <summary>Gives a fresh network the weights of a trained model, label by label in its output layer.</summary>
/// <remarks>Fine-tuning as in Yosinski et al., "How transferable are features in deep neural networks?", NIPS 2014, section 3.</remarks>
public static class WeightTransfer
{
    /// <summary>The weights to begin with: those of the model, and fresh ones for labels that it lacks.</summary>
    /// <param name="network">The fresh network.</param>
    /// <param name="alphabet">Its alphabet.</param>
    /// <param name="from">The model.</param>
    /// <param name="name">The model's name: the beginning of every message.</param>
    /// <returns>All weights and running statistics of the network.</returns>
    /// <exception cref="RecognitionException">The model's network is another one.</exception>
    public static IReadOnlyList<NamedTensor> Onto(LineNetwork network, Alphabet alphabet, Model from, string name)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(alphabet);
        ArgumentNullException.ThrowIfNull(from);
        var known = from.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var output = $"{network.Spec.Layers.Count - 1}.";
        return [.. network.ExportState().Select(Begin)];

        NamedTensor Begin(NamedTensor fresh)
        {
            if (!char.IsAsciiDigit(fresh.Name[0]))
            {
                return fresh; // what only training needs is no part of a model
            }

            var isOutput = fresh.Name.StartsWith(output, StringComparison.Ordinal);
            if (!known.TryGetValue(fresh.Name, out var trained)
                || (isOutput ? !trained.Shape.Skip(1).SequenceEqual(fresh.Shape.Skip(1)) : !trained.Shape.SequenceEqual(fresh.Shape)))
            {
                throw new RecognitionException(
                    $"{name}: its network is {from.Spec}, which does not fit {network.Spec}: only the dropout and the number of labels may differ. Leave out the recipe to take its network.");
            }

            return isOutput ? LabelByLabel(fresh, trained, alphabet, from.Alphabet) : trained;
        }
    }

    // Each label has one row of values; the blank is the first.
    private static NamedTensor LabelByLabel(NamedTensor fresh, NamedTensor trained, Alphabet alphabet, Alphabet known)
    {
        float[] values = [.. fresh.Values];
        var width = values.Length / alphabet.LabelCount;
        for (var label = 0; label < alphabet.LabelCount; label++)
        {
            var row = label == Alphabet.Blank ? Alphabet.Blank
                : known.TryEncode(alphabet[label], out var labels, out _) && labels is [var single] ? single
                : -1;
            if (row >= 0)
            {
                trained.Values.AsSpan(row * width, width).CopyTo(values.AsSpan(label * width, width));
            }
        }

        return fresh with { Values = values };
    }
}
