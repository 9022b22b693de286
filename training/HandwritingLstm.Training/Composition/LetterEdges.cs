using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Composition;

/// <summary>Finds where neighbouring letters meet: where the fewest strokes pass.</summary>
internal static class LetterEdges
{
    // Places that are tried between those of two letters.
    private const int Tries = 16;

    // Of an edge at the place of a letter, in strokes that it cuts: the middle between two letters is worth that much less.
    private const float DistanceCost = 4;

    /// <summary>Where letters begin and end: letter k has edges k to k + 1, the outer ones endless.</summary>
    /// <param name="line">The strokes.</param>
    /// <param name="places">About where each letter stands, ascending; at least one.</param>
    public static float[] Between(InkLine line, ReadOnlySpan<float> places)
    {
        var edges = new float[places.Length + 1];
        (edges[0], edges[^1]) = (float.NegativeInfinity, float.PositiveInfinity);
        for (var k = 1; k < places.Length; k++)
        {
            var best = float.PositiveInfinity;
            for (var i = 1; i < Tries; i++)
            {
                var share = i / (float)Tries;
                var x = places[k - 1] + (share * (places[k] - places[k - 1]));
                var cost = Crossings(line, x) + (DistanceCost * MathF.Abs(share - 0.5f));
                if (cost < best)
                {
                    (best, edges[k]) = (cost, x);
                }
            }
        }

        return edges;
    }

    private static int Crossings(InkLine line, float x)
    {
        var count = 0;
        foreach (var stroke in line.Strokes)
        {
            for (var i = 1; i < stroke.PointCount; i++)
            {
                count += (stroke.X[i - 1] < x) != (stroke.X[i] < x) ? 1 : 0;
            }
        }

        return count;
    }
}
