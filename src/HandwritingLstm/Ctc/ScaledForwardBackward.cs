using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HandwritingLstm.Text;

namespace HandwritingLstm.Ctc;

/// <summary>The forward–backward algorithm of CTC on products of probabilities, rescaled in every column.</summary>
/// <remarks>
/// The L labels of the text and the blanks before, between and after them are kept in two rows, blank[0 … L] and
/// label[0 … L − 1], so that a column follows from its neighbour by element-wise passes. Forwards:
/// <code>
/// blank'[i] = (blank[i] + label[i−1]) · p(blank)
/// label'[i] = (label[i] + blank[i] + skip[i] · label[i−1]) · p(labels[i])
/// </code>
/// where skip[i] is 0 between equal labels, which need a blank between them, and else 1.
/// </remarks>
internal static class ScaledForwardBackward
{
    /// <summary>A column whose sum is smaller, before it is scaled to 1, may have lost states that matter.</summary>
    private const double LeastColumnSum = 1e-50;

    /// <summary>
    /// The forward and backward variables of a column, each scaled to a sum of 1, must share at least this much. What was lost
    /// to underflow is then at most 5e-324 / 1e-50 / 1e-240 = 5e-34 of the sum for each state, far below rounding.
    /// </summary>
    private const double LeastSharedMass = 1e-240;

    /// <summary>Number of doubles that <see cref="TryCompute"/> needs as its buffer.</summary>
    public static int BufferSize(int columnCount, int length) => checked(((3 * columnCount) + 7) * (length + 1));

    /// <summary>Computes the loss and subtracts the posteriors from the gradient; false where doubles are too narrow for it.</summary>
    /// <param name="logProbabilities">Natural-log probabilities, shape [T, K].</param>
    /// <param name="labelCount">Number of labels K.</param>
    /// <param name="labels">The labels of the text, without blanks; L of them.</param>
    /// <param name="gradient">The softmax, shape [T, K]; the posteriors are subtracted from it.</param>
    /// <param name="buffer">At least <see cref="BufferSize"/> doubles, in any state.</param>
    /// <param name="loss">−ln p(labels), if the result is true.</param>
    public static bool TryCompute(
        ReadOnlySpan<float> logProbabilities,
        int labelCount,
        ReadOnlySpan<int> labels,
        Span<float> gradient,
        Span<double> buffer,
        out double loss)
    {
        var columnCount = logProbabilities.Length / labelCount;
        var width = labels.Length + 1;

        var probabilities = buffer[..(columnCount * width)]; // [T, 1 + L]: blank; labels
        buffer = buffer[probabilities.Length..];
        var forward = buffer[..((columnCount + 1) * 2 * width)]; // [1 + T, 2 + 2L]: blanks; 0, labels
        buffer = buffer[forward.Length..];
        var backward = buffer[..(2 * width)]; // [2 + 2L]: blanks; labels, 0
        var product = buffer.Slice(2 * width, 2 * width); // [2 + 2L]: blanks; labels, 0
        var skip = buffer.Slice(4 * width, width); // [1 + L]

        FindSkips(labels, skip);
        GatherProbabilities(logProbabilities, labelCount, labels, probabilities);
        if (!TryGoForward(probabilities, skip, forward, out loss))
        {
            return false;
        }

        backward.Clear();
        backward[width - 1] = 1; // a path ends with the last blank …
        if (width > 1)
        {
            backward[^2] = 1; // … or with the last label
        }

        for (var t = columnCount - 1; t >= 0; t--)
        {
            var column = gradient.Slice(t * labelCount, labelCount);
            if (!TrySubtractPosteriors(forward.Slice((t + 1) * 2 * width, 2 * width), backward, labels, product, column)
                || (t > 0 && !TryStepBackward(probabilities.Slice(t * width, width), skip, backward, product)))
            {
                return false;
            }
        }

        return true;
    }

    private static void FindSkips(ReadOnlySpan<int> labels, Span<double> skip)
    {
        skip.Clear(); // neither into the first label nor beyond the last
        for (var i = 1; i < labels.Length; i++)
        {
            skip[i] = labels[i] == labels[i - 1] ? 0 : 1;
        }
    }

    private static void GatherProbabilities(
        ReadOnlySpan<float> logProbabilities, int labelCount, ReadOnlySpan<int> labels, Span<double> probabilities)
    {
        for (int from = 0, to = 0; from < logProbabilities.Length; from += labelCount)
        {
            var column = logProbabilities.Slice(from, labelCount);
            probabilities[to++] = column[Alphabet.Blank];
            foreach (var label in labels)
            {
                probabilities[to++] = column[label];
            }
        }

        TensorPrimitives.Exp<double>(probabilities, probabilities);
    }

    private static bool TryGoForward(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> skip, Span<double> forward, out double loss)
    {
        var width = skip.Length;
        var length = width - 1;
        var before = forward[..(2 * width)];
        before.Clear();
        before[0] = 1; // as if a blank stood before the first column
        loss = 0;

        for (var t = 0; t < probabilities.Length / width; t++)
        {
            var column = forward.Slice((t + 1) * 2 * width, 2 * width);
            var blanks = column[..width];
            var labels = column[(width + 1)..];
            var previousLabels = before[width..]; // [i] is label[i−1], 0 where there is none

            TensorPrimitives.Add(before[..width], previousLabels, blanks);
            TensorPrimitives.Multiply(blanks, probabilities[t * width], blanks);

            column[width] = 0;
            TensorPrimitives.MultiplyAdd(skip[..length], previousLabels[..length], before[..length], labels);
            TensorPrimitives.Add(labels, previousLabels[1..], labels);
            TensorPrimitives.Multiply(labels, probabilities.Slice((t * width) + 1, length), labels);

            if (!TryScale(column, out var sum))
            {
                return false;
            }

            loss -= Math.Log(sum);
            before = column;
        }

        // The last column's share of paths that spell the whole text: they end with the last label or the last blank.
        loss -= Math.Log(before[length] + (length > 0 ? before[^1] : 0));
        return true;
    }

    private static bool TrySubtractPosteriors(
        ReadOnlySpan<double> forward, ReadOnlySpan<double> backward, ReadOnlySpan<int> labels, Span<double> shared, Span<float> column)
    {
        var width = labels.Length + 1;
        TensorPrimitives.Multiply(forward[..width], backward[..width], shared[..width]);
        TensorPrimitives.Multiply(forward[(width + 1)..], backward.Slice(width, labels.Length), shared.Slice(width, labels.Length));
        shared[^1] = 0;

        var sum = Sum(shared);
        if (!(sum >= LeastSharedMass)) // false for NaN as well
        {
            return false;
        }

        column[Alphabet.Blank] -= (float)(Sum(shared[..width]) / sum);
        for (var i = 0; i < labels.Length; i++)
        {
            column[labels[i]] -= (float)(shared[width + i] / sum);
        }

        return true;
    }

    private static bool TryStepBackward(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> skip, Span<double> backward, Span<double> product)
    {
        var width = skip.Length;
        var length = width - 1;
        TensorPrimitives.Multiply(backward[..width], probabilities[0], product[..width]);
        TensorPrimitives.Multiply(backward.Slice(width, length), probabilities[1..], product.Slice(width, length));
        product[^1] = 0;

        var blanks = product[..width];
        var labels = product[width..]; // one more than there are: the last is 0
        TensorPrimitives.Add(blanks, labels, backward[..width]);

        var earlierLabels = backward.Slice(width, length);
        TensorPrimitives.MultiplyAdd(skip[1..], labels[1..], blanks[1..], earlierLabels);
        TensorPrimitives.Add(earlierLabels, labels[..length], earlierLabels);
        return TryScale(backward, out _);
    }

    private static bool TryScale(Span<double> column, out double sum)
    {
        sum = Sum(column);
        if (!(sum >= LeastColumnSum)) // false for NaN as well
        {
            return false;
        }

        TensorPrimitives.Multiply(column, 1 / sum, column);
        return true;
    }

    /// <summary>A sum whose order depends on nothing but the length, so that results are bit-reproducible.</summary>
    /// <remarks><c>TensorPrimitives.Sum</c> is no choice here: it may order its additions by the alignment in memory.</remarks>
    private static double Sum(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var sums = Vector<double>.Zero;
        foreach (var vector in vectors)
        {
            sums += vector;
        }

        var sum = Vector.Sum(sums);
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
        {
            sum += value;
        }

        return sum;
    }
}
