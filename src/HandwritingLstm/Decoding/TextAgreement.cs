using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Decoding;

/// <summary>How far the texts that a search followed to the end agree with the best one, character by character.</summary>
/// <remarks>
/// Confidence from the posteriors of a list of hypotheses: Wessel et al., "Confidence measures for large vocabulary continuous
/// speech recognition", IEEE TSAP 9(3), 2001, section IV.
/// </remarks>
internal static class TextAgreement
{
    /// <summary>For each label of the best text: how probable the texts are together that have it in the same place, 0 to 1.</summary>
    /// <param name="texts">The texts, the best first; scores are natural logarithms.</param>
    public static double[] Of(IReadOnlyList<(int[] Labels, double Score)> texts)
    {
        var best = texts[0].Labels;
        var agreeing = new double[best.Length];
        var all = 0.0;
        foreach (var (labels, score) in texts)
        {
            var weight = Math.Exp(score - texts[0].Score);
            all += weight;
            AddMatches(best, labels, weight, agreeing);
        }

        for (var i = 0; i < agreeing.Length; i++)
        {
            agreeing[i] /= all;
        }

        return agreeing;
    }

    private static void AddMatches(ReadOnlySpan<int> best, ReadOnlySpan<int> other, double weight, Span<double> agreeing)
    {
        // Texts of one search differ in few places: what is equal before and behind them needs no alignment.
        var (prefix, suffix) = EditDistance.EqualEnds(best, other);
        Add(agreeing[..prefix], weight);
        Add(agreeing[^suffix..], weight);
        best = best[prefix..^suffix];
        other = other[prefix..^suffix];
        if (best.IsEmpty || other.IsEmpty)
        {
            return;
        }

        var width = other.Length + 1;
        var steps = new EditKind[(best.Length + 1) * width];
        EditDistance.FillCosts(best, other, new long[width], steps);
        for (int i = best.Length, j = other.Length; i > 0 && j > 0;)
        {
            var step = steps[(i * width) + j];
            agreeing[prefix + i - 1] += step == EditKind.Match ? weight : 0;
            i -= step == EditKind.Insertion ? 0 : 1;
            j -= step == EditKind.Deletion ? 0 : 1;
        }
    }

    private static void Add(Span<double> values, double weight)
    {
        foreach (ref var value in values)
        {
            value += weight;
        }
    }
}
