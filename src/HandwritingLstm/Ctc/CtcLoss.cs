using System.Buffers;
using System.Numerics.Tensors;
using HandwritingLstm.Text;

namespace HandwritingLstm.Ctc;

/// <summary>The loss of connectionist temporal classification: how improbable the network finds the true text, and its gradient.</summary>
/// <remarks>
/// Graves et al., "Connectionist Temporal Classification", ICML 2006, sections 4.1 (forward–backward) and 4.2 (equation 16).
/// The sums run over products of probabilities in double precision, rescaled in every column as in the paper, which is
/// several times faster than sums of logarithms; where that would lose probability mass, logarithms are used after all.
/// </remarks>
public static class CtcLoss
{
    /// <summary>The loss of one line.</summary>
    /// <param name="scores">Natural-log probabilities, shape [columns T, labels K]; label 0 is the blank.</param>
    /// <param name="labels">The labels of the true text, without blanks; may be empty.</param>
    /// <param name="gradient">
    /// Receives the gradient of the loss with respect to the network's outputs <em>before</em> the softmax, shape [T, K]:
    /// softmax − posterior probability of the label in the column.
    /// </param>
    /// <inheritdoc cref="Compute(ReadOnlySpan{float}, int, ReadOnlySpan{int}, Span{float})"/>
    public static double Compute(LabelScores scores, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Compute(scores.Values, scores.LabelCount, labels, gradient);
    }

    /// <summary>The loss of one line.</summary>
    /// <param name="logProbabilities">Natural-log probabilities, shape [columns T, labels K]; label 0 is the blank.</param>
    /// <param name="labelCount">Number of labels K, blank included, at least 2.</param>
    /// <param name="labels">The labels of the true text, without blanks; may be empty.</param>
    /// <param name="gradient">
    /// Receives the gradient of the loss with respect to the network's outputs <em>before</em> the softmax, shape [T, K]:
    /// softmax − posterior probability of the label in the column.
    /// </param>
    /// <returns>
    /// −ln p(labels | scores), at least 0 (up to rounding). Infinity with a gradient of zeros where a probability of exactly 0
    /// makes the text impossible; NaN with a gradient of zeros where the scores are not numbers.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The sizes do not fit, a label is not between 1 and K − 1, or the line has fewer columns than the labels need
    /// (<see cref="MinimumColumns"/>).
    /// </exception>
    public static double Compute(
        ReadOnlySpan<float> logProbabilities, int labelCount, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        var columnCount = CountColumns(logProbabilities.Length, labelCount, labels);
        if (gradient.Length != logProbabilities.Length)
        {
            throw new ArgumentException(
                $"The gradient has {gradient.Length} values, but there are {logProbabilities.Length} scores.", nameof(gradient));
        }

        TensorPrimitives.Exp(logProbabilities, gradient); // the softmax; the posteriors are subtracted below

        var buffer = ArrayPool<double>.Shared.Rent(Math.Max(
            ScaledForwardBackward.BufferSize(columnCount, labels.Length), LogForwardBackward.BufferSize(columnCount, labels.Length)));
        try
        {
            if (!ScaledForwardBackward.TryCompute(logProbabilities, labelCount, labels, gradient, buffer, out var loss))
            {
                TensorPrimitives.Exp(logProbabilities, gradient);
                loss = LogForwardBackward.Compute(logProbabilities, labelCount, labels, gradient, buffer);
            }

            if (!double.IsFinite(loss))
            {
                gradient.Clear();
            }

            return loss;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    /// <summary>The fewest columns in which labels can be spelt: one each, and one for the blank between equal neighbours.</summary>
    /// <param name="labels">The labels, without blanks.</param>
    public static int MinimumColumns(ReadOnlySpan<int> labels)
    {
        var columns = labels.Length;
        for (var i = 1; i < labels.Length; i++)
        {
            columns += labels[i] == labels[i - 1] ? 1 : 0;
        }

        return columns;
    }

    /// <summary>Checks the sizes that CTC needs and returns the number of columns T.</summary>
    /// <exception cref="ArgumentException">See <see cref="Compute(ReadOnlySpan{float}, int, ReadOnlySpan{int}, Span{float})"/>.</exception>
    internal static int CountColumns(int scoreCount, int labelCount, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 2);
        if (scoreCount == 0 || scoreCount % labelCount != 0)
        {
            throw new ArgumentException($"{scoreCount} scores are not a whole number of columns of {labelCount} labels, at least one.", nameof(scoreCount));
        }

        foreach (var label in labels)
        {
            if (label <= Alphabet.Blank || label >= labelCount)
            {
                throw new ArgumentException(
                    $"Label {label} is not between 1 and {labelCount - 1}, the labels that the network scores beside the blank.", nameof(labels));
            }
        }

        var columnCount = scoreCount / labelCount;
        var minimum = MinimumColumns(labels);
        if (columnCount < minimum)
        {
            throw new ArgumentException(
                $"{labels.Length} labels with {minimum - labels.Length} repeats need {minimum} columns, but the line has {columnCount}; " +
                "the line is too narrow for its text.",
                nameof(labels));
        }

        return columnCount;
    }
}
