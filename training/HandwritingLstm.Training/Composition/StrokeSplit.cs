namespace HandwritingLstm.Training.Composition;

/// <summary>Shares the points of a stroke out to letters.</summary>
/// <remarks>
/// A stroke writes letters from left to right, loops included: of all ways to walk from letter to letter while the points go by, the
/// one is taken whose points stand least outside of their letters. Dynamic programming over points and letters.
/// </remarks>
internal static class StrokeSplit
{
    // Of a change of letter, in line heights: a loop back of a few points over a letter's edge stays with its letter.
    private const float ChangeCost = 0.1f;

    /// <summary>The letter of every point, never decreasing.</summary>
    /// <param name="x">The points, in line heights.</param>
    /// <param name="edges">Where letters begin and end: letter k has edges k to k + 1; one more than there are letters.</param>
    public static int[] LettersOf(ReadOnlySpan<float> x, ReadOnlySpan<float> edges)
    {
        var letters = edges.Length - 1;
        var costs = new float[letters];
        var changes = new bool[x.Length, letters]; // whether the best way came from the letter before
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = letters - 1; k >= 0; k--)
            {
                var stay = costs[k];
                var change = i > 0 && k > 0 ? costs[k - 1] + ChangeCost : float.PositiveInfinity;
                changes[i, k] = change < stay;
                costs[k] = Math.Min(stay, change) + Math.Max(0, Math.Max(edges[k] - x[i], x[i] - edges[k + 1]));
            }
        }

        var letter = costs.AsSpan().IndexOf(costs.Min());
        var found = new int[x.Length];
        for (var i = x.Length - 1; i >= 0; i--)
        {
            found[i] = letter;
            letter -= changes[i, letter] ? 1 : 0;
        }

        return found;
    }
}
