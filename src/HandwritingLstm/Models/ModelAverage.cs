using System.Globalization;
using System.Numerics.Tensors;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Models;

/// <summary>The mean of the weights of several models: of two that went on from one another, it often reads better than either.</summary>
/// <remarks>
/// P. Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018, section 3; M. Wortsman et al.,
/// "Model soups", ICML 2022, section 2. It costs nothing at recognition, where voting takes as many times as long. Models that were
/// trained apart from the beginning have nothing in common that could be averaged.
/// </remarks>
public static class ModelAverage
{
    /// <summary>Averages models, running statistics too.</summary>
    /// <param name="models">The models, at least one: of one network, alphabet and preprocessing; dropout and how far letters are widened may differ.</param>
    /// <returns>A model with what the first says of itself, but without its figures, which are not its own.</returns>
    /// <exception cref="RecognitionException">Two differ in more than their weights; the message says which and in what.</exception>
    /// <exception cref="ArgumentException">There is no model.</exception>
    public static Model Of(IReadOnlyList<Model> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
        {
            throw new ArgumentException("There is no model to average.", nameof(models));
        }

        var first = models[0];
        var sums = first.Tensors.Select(tensor => tensor with { Values = [.. tensor.Values] }).ToArray();
        for (var i = 1; i < models.Count; i++)
        {
            RequireAlike(first, models[i], i + 1);
            var others = new TensorsByName(models[i].Tensors);
            foreach (var sum in sums)
            {
                TensorPrimitives.Add(sum.Values, others.Take(sum.Name, [.. sum.Shape]), sum.Values);
            }

            others.ThrowIfAnyLeft();
        }

        Array.ForEach(sums, sum => TensorPrimitives.Divide(sum.Values, models.Count, sum.Values));
        return new Model
        {
            Spec = first.Spec,
            Alphabet = first.Alphabet,
            Preprocessing = first.Preprocessing,
            Metadata = first.Metadata with { Figures = string.Create(CultureInfo.InvariantCulture, $"{{\"averaged_models\":{models.Count}}}") },
            Tensors = sums,
        };
    }

    private static void RequireAlike(Model first, Model other, int number)
    {
        var difference = !WithoutDropout(first.Spec).Equals(WithoutDropout(other.Spec)) ? "network"
            : !first.Alphabet.Characters.SequenceEqual(other.Alphabet.Characters, StringComparer.Ordinal) ? "alphabet"
            : Unwidened(first) != Unwidened(other) ? "preprocessing"
            : null;
        if (difference is not null)
        {
            throw new RecognitionException(
                $"Model {number} has another {difference} than the first, so that their weights have no mean; name models of one training.");
        }
    }

    // It has no weights, and recognition goes without it. The layers stay, since weights are named by their layers' places.
    private static NetworkSpec WithoutDropout(NetworkSpec spec) =>
        new(spec.Height, [.. spec.Layers.Select(layer => layer is DropoutSpec dropout ? dropout with { Probability = 0, Dimensions = 1 } : layer)]);

    // Weights that read wider letters are those that read narrower ones, trained on.
    private static LineNormalizerOptions Unwidened(Model model) => PreprocessingJson.Read(model.Preprocessing) with { Widening = 1 };
}
