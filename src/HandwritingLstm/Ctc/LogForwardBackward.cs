using HandwritingLstm.Text;

namespace HandwritingLstm.Ctc;

/// <summary>The forward–backward algorithm of CTC on logarithms: slow, but no path is too improbable for it.</summary>
/// <remarks>State s is the blank before label s / 2 where s is even, and label s / 2 where s is odd; 2L + 1 states.</remarks>
internal static class LogForwardBackward
{
    /// <summary>Number of doubles that <see cref="Compute"/> needs as its buffer.</summary>
    public static int BufferSize(int columnCount, int length) => checked((columnCount + 2) * ((2 * length) + 1));

    /// <summary>Returns the loss, −ln p(labels), and, where it is finite, subtracts the posteriors from the gradient.</summary>
    /// <param name="logProbabilities">Natural-log probabilities, shape [T, K].</param>
    /// <param name="labelCount">Number of labels K.</param>
    /// <param name="labels">The labels of the text, without blanks.</param>
    /// <param name="gradient">The softmax, shape [T, K]; the posteriors are subtracted from it.</param>
    /// <param name="buffer">At least <see cref="BufferSize"/> doubles, in any state.</param>
    public static double Compute(
        ReadOnlySpan<float> logProbabilities,
        int labelCount,
        ReadOnlySpan<int> labels,
        Span<float> gradient,
        Span<double> buffer)
    {
        var columnCount = logProbabilities.Length / labelCount;
        var stateCount = (2 * labels.Length) + 1;
        var forward = buffer[..(columnCount * stateCount)]; // [T, 2L + 1]
        var backward = buffer.Slice(columnCount * stateCount, stateCount);
        var next = buffer.Slice((columnCount + 1) * stateCount, stateCount);

        GoForward(logProbabilities, labelCount, labels, forward);
        var last = forward[^stateCount..];
        var total = stateCount > 1 ? LogAdd(last[^1], last[^2]) : last[^1];
        if (!double.IsFinite(total))
        {
            return -total;
        }

        for (var t = columnCount - 1; t >= 0; t--)
        {
            if (t == columnCount - 1)
            {
                backward.Fill(double.NegativeInfinity);
                backward[Math.Max(0, stateCount - 2)..].Clear(); // ln 1: a path ends with the last label or the last blank
            }
            else
            {
                StepBackward(logProbabilities.Slice((t + 1) * labelCount, labelCount), labels, backward, next);
            }

            var row = forward.Slice(t * stateCount, stateCount);
            var column = gradient.Slice(t * labelCount, labelCount);
            for (var s = 0; s < stateCount; s++)
            {
                column[LabelOf(s, labels)] -= (float)Math.Exp(row[s] + backward[s] - total);
            }
        }

        return -total;
    }

    private static void GoForward(ReadOnlySpan<float> logProbabilities, int labelCount, ReadOnlySpan<int> labels, Span<double> forward)
    {
        var stateCount = (2 * labels.Length) + 1;
        for (var t = 0; t < logProbabilities.Length / labelCount; t++)
        {
            var column = logProbabilities.Slice(t * labelCount, labelCount);
            var row = forward.Slice(t * stateCount, stateCount);
            for (var s = 0; s < stateCount; s++)
            {
                var sum = s < 2 && t == 0 ? 0 : double.NegativeInfinity;
                if (t > 0)
                {
                    var before = forward.Slice((t - 1) * stateCount, stateCount);
                    sum = before[s];
                    sum = s >= 1 ? LogAdd(sum, before[s - 1]) : sum;
                    sum = CanSkipTo(s, labels) ? LogAdd(sum, before[s - 2]) : sum;
                }

                row[s] = sum + column[LabelOf(s, labels)];
            }
        }
    }

    private static void StepBackward(ReadOnlySpan<float> column, ReadOnlySpan<int> labels, Span<double> backward, Span<double> next)
    {
        var stateCount = backward.Length;
        for (var s = 0; s < stateCount; s++)
        {
            next[s] = backward[s] + column[LabelOf(s, labels)];
        }

        for (var s = 0; s < stateCount; s++)
        {
            var sum = next[s];
            sum = s + 1 < stateCount ? LogAdd(sum, next[s + 1]) : sum;
            sum = s + 2 < stateCount && CanSkipTo(s + 2, labels) ? LogAdd(sum, next[s + 2]) : sum;
            backward[s] = sum;
        }
    }

    private static int LabelOf(int state, ReadOnlySpan<int> labels) => state % 2 == 0 ? Alphabet.Blank : labels[state / 2];

    /// <summary>Whether a path may come to a state from the one before the previous: over a blank, between labels that differ.</summary>
    private static bool CanSkipTo(int state, ReadOnlySpan<int> labels) =>
        state >= 3 && state % 2 == 1 && labels[state / 2] != labels[(state / 2) - 1];

    private static double LogAdd(double a, double b)
    {
        var larger = Math.Max(a, b); // NaN if either is
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(1 + Math.Exp(Math.Min(a, b) - larger));
    }
}
