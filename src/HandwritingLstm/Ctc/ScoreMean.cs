using System.Numerics.Tensors;

namespace HandwritingLstm.Ctc;

/// <summary>What several networks, or one network in several views, say of one line, as one table of scores.</summary>
/// <remarks>
/// The geometric mean of the probabilities in every column, made to sum to 1: the logarithmic opinion pool of Hinton,
/// "Products of experts", ICANN 1999, section 2, with weights that sum to 1. A label must be probable to all; where they disagree, none is.
/// Being scores, it can be read by any decoder, with a language model or without.
/// </remarks>
public static class ScoreMean
{
    /// <summary>The mean of scores of one line.</summary>
    /// <param name="scores">Natural-log probabilities, at least one table, all of shape [columns, labels].</param>
    /// <returns>Natural-log probabilities, shape [columns, labels]; a single table is returned as it is.</returns>
    /// <exception cref="ArgumentException">There is no table, or their shapes differ.</exception>
    public static LabelScores Of(IReadOnlyList<LabelScores> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            throw new ArgumentException("There are no scores to take the mean of.", nameof(scores));
        }

        var first = scores[0];
        if (scores.Count == 1)
        {
            return first;
        }

        foreach (var other in scores)
        {
            if (other.ColumnCount != first.ColumnCount || other.LabelCount != first.LabelCount)
            {
                throw new ArgumentException(
                    $"The scores have shapes [{first.ColumnCount}, {first.LabelCount}] and [{other.ColumnCount}, {other.LabelCount}], but a mean needs equal ones.",
                    nameof(scores));
            }
        }

        float[] mean = [.. first.Values];
        for (var i = 1; i < scores.Count; i++)
        {
            TensorPrimitives.Add(mean, scores[i].Values, mean);
        }

        TensorPrimitives.Divide(mean, scores.Count, mean);
        var probabilities = new float[first.LabelCount];
        for (var t = 0; t < first.ColumnCount; t++)
        {
            var column = mean.AsSpan(t * first.LabelCount, first.LabelCount);
            TensorPrimitives.Exp(column, probabilities);
            TensorPrimitives.Subtract(column, MathF.Log(TensorPrimitives.Sum<float>(probabilities)), column);
        }

        return new LabelScores(first.ColumnCount, first.LabelCount, mean);
    }
}
