namespace HandwritingLstm.Segmentation;

/// <summary>The middle of a line's small letters, strip by strip.</summary>
/// <param name="first">The first strip.</param>
/// <param name="centres">The middle's y in pixels for every strip from the first on.</param>
/// <param name="strengths">The filter's answers there.</param>
internal sealed class LineTrace(int first, IReadOnlyList<float> centres, IReadOnlyList<float> strengths)
{
    /// <summary>The first strip.</summary>
    public int First { get; } = first;

    /// <summary>The last strip, inclusive.</summary>
    public int Last { get; } = first + centres.Count - 1;

    /// <summary>The middle's y for every strip from <see cref="First"/> on, in pixels.</summary>
    public IReadOnlyList<float> Centres { get; } = centres;

    /// <summary>The filter's answer for every strip; 0 where the trace only bridges a gap.</summary>
    public IReadOnlyList<float> Strengths { get; } = strengths;

    /// <summary>The middle's y at a strip; beyond the ends, that of the end.</summary>
    public float CentreAtStrip(int strip) => Centres[Math.Clamp(strip - First, 0, Centres.Count - 1)];

    /// <summary>The middle's y at a pixel column, interpolated between the strips' centres.</summary>
    public float CentreAt(float x)
    {
        var at = (x / InkProfile.StripWidth) - 0.5f;
        var strip = (int)MathF.Floor(at);
        var (before, after) = (CentreAtStrip(strip), CentreAtStrip(strip + 1));
        return before + ((at - strip) * (after - before));
    }

    /// <summary>The same trace without the jitter from strip to strip: means over neighbours.</summary>
    /// <param name="radius">Strips to either side; fewer near the ends.</param>
    public LineTrace Smoothed(int radius)
    {
        var smooth = new float[Centres.Count];
        for (var i = 0; i < smooth.Length; i++)
        {
            var reach = Math.Min(radius, Math.Min(i, smooth.Length - 1 - i)); // the same on both sides: slopes stay
            var sum = 0f;
            for (var j = i - reach; j <= i + reach; j++)
            {
                sum += Centres[j];
            }

            smooth[i] = sum / ((2 * reach) + 1);
        }

        return new(First, smooth, Strengths);
    }
}
