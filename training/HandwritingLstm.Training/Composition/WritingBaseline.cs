namespace HandwritingLstm.Training.Composition;

/// <summary>The straight line that letters stand on: y = <paramref name="Start"/> + <paramref name="Slope"/>·x, in line heights, y downwards.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Slope">How it falls.</param>
internal sealed record WritingBaseline(float Start, float Slope)
{
    private const string Standing = "acehikmnorsuvwxzbdltABCDEFGHIKLMNOPRSTUVWXYZ";

    // Letters whose foot is farther from the line than this, in line heights, do not stand on it.
    private const float Tolerance = 0.12f;

    /// <summary>How deep the line is at a place.</summary>
    public float At(float x) => Start + (Slope * x);

    /// <summary>Whether a letter stands on the baseline in most hands.</summary>
    /// <param name="letter">What its label spells.</param>
    public static bool Carries(string letter) => Standing.Contains(letter, StringComparison.Ordinal);

    /// <summary>The line through the feet of letters, by least squares and once more without those far from it.</summary>
    /// <param name="feet">Where letters stand; at least one.</param>
    public static WritingBaseline Through(IReadOnlyList<(float X, float Y)> feet)
    {
        var depths = feet.Select(foot => foot.Y).Order().ToArray();
        var line = new WritingBaseline(depths[depths.Length / 2], 0);
        for (var pass = 0; pass < 2; pass++)
        {
            var near = feet.Where(foot => MathF.Abs(foot.Y - line.At(foot.X)) < (pass == 0 ? 3 : 1) * Tolerance).ToArray();
            line = near.Length < 3 ? line : Fit(near);
        }

        return line;
    }

    private static WritingBaseline Fit((float X, float Y)[] feet)
    {
        var (meanX, meanY) = (feet.Average(foot => foot.X), feet.Average(foot => foot.Y));
        var spread = feet.Sum(foot => (foot.X - meanX) * (foot.X - meanX));
        var slope = spread < 0.25f ? 0 : feet.Sum(foot => (foot.X - meanX) * (foot.Y - meanY)) / spread;
        return new WritingBaseline(meanY - (slope * meanX), slope);
    }
}
