using HandwritingLstm.Text;

namespace HandwritingLstm.Ctc;

/// <summary>Finds where on a line a known text stands.</summary>
/// <remarks>
/// Viterbi's algorithm over the states of Graves et al., "Connectionist Temporal Classification", ICML 2006, section 4.1: the sums of
/// the forward variables become maxima. State s is the blank before label s / 2 where s is even, and label s / 2 where s is odd.
/// </remarks>
public static class CtcAlignment
{
    /// <summary>The most probable path that spells the labels; of equally probable ones, one that changes late.</summary>
    /// <param name="scores">Natural-log probabilities, shape [columns, labels]; label 0 is the blank.</param>
    /// <param name="labels">The labels of the text, without blanks; may be empty.</param>
    /// <returns>A path that collapses to the labels, even where its probability is 0.</returns>
    /// <exception cref="ArgumentException">
    /// A label is not between 1 and K − 1, or the line has fewer columns than the labels need (<see cref="CtcLoss.MinimumColumns"/>).
    /// </exception>
    public static CtcPath Align(LabelScores scores, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var columnCount = CtcLoss.CountColumns(scores.Values.Length, scores.LabelCount, labels);
        var stateCount = (2 * labels.Length) + 1;
        var best = new double[stateCount];
        var steps = new byte[checked(columnCount * stateCount)]; // [T, states]: how many states back the best path came from

        best.AsSpan().Fill(double.NegativeInfinity);
        best[0] = 0; // as if a blank stood before the first column
        for (var t = 0; t < columnCount; t++)
        {
            Advance(scores.Column(t), labels, best, steps.AsSpan(t * stateCount, stateCount));
        }

        // A path ends with the last blank or with the last label.
        var state = stateCount > 1 && best[^2] >= best[^1] ? stateCount - 2 : stateCount - 1;
        var path = new int[columnCount];
        var score = 0.0;
        for (var t = columnCount - 1; t >= 0; t--)
        {
            path[t] = LabelOf(state, labels);
            score += scores.Column(t)[path[t]];
            state -= steps[(t * stateCount) + state];
        }

        return new CtcPath(path, score);
    }

    /// <summary>Goes one column to the right, in place: from the last state to the first, as each needs only earlier ones.</summary>
    private static void Advance(ReadOnlySpan<float> column, ReadOnlySpan<int> labels, Span<double> best, Span<byte> steps)
    {
        for (var s = best.Length - 1; s >= 0; s--)
        {
            byte step = 0;
            if (s >= 1 && best[s - 1] > best[s])
            {
                step = 1;
            }

            if (s >= 3 && s % 2 == 1 && labels[s / 2] != labels[(s / 2) - 1] && best[s - 2] > best[s - step])
            {
                step = 2;
            }

            // A probability of 0 (or no number) must stay better than a state that no path reaches.
            var score = column[LabelOf(s, labels)];
            best[s] = best[s - step] + (score >= float.MinValue ? score : float.MinValue);
            steps[s] = step;
        }
    }

    private static int LabelOf(int state, ReadOnlySpan<int> labels) => state % 2 == 0 ? Alphabet.Blank : labels[state / 2];
}
