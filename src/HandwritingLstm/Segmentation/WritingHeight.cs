namespace HandwritingLstm.Segmentation;

/// <summary>Finds how high the small letters of a page are.</summary>
/// <remarks>
/// Scale selection as in T. Lindeberg, "Feature Detection with Automatic Scale Selection", IJCV 30(2), 1998: the filter
/// that answers most strongly has the height of the writing.
/// </remarks>
internal static class WritingHeight
{
    private const float Smallest = 6; // pixels
    private const float Largest = 60;
    private const float Step = 1.15f;
    private const int SmoothingPixels = 40; // along the line: some letters
    private const float PitchShare = 0.33f; // of the distance of two lines that small letters are high, as a rule

    /// <summary>Estimates the height of small letters.</summary>
    /// <returns>Pixels; 0 when there is no ink.</returns>
    public static float Estimate(InkProfile profile)
    {
        var pitch = LinePitch.Estimate(profile);
        if (pitch > 0)
        {
            return PitchShare * pitch;
        }

        var smooth = profile.SmoothedAcross(SmoothingPixels / InkProfile.StripWidth);
        var response = new float[profile.Height];
        var best = 0f;
        var bestEnergy = 0.0;
        for (var height = Smallest; height <= Largest; height *= Step)
        {
            var energy = 0.0;
            for (var strip = 0; strip < smooth.StripCount; strip += 2)
            {
                LineFilter.Apply(smooth.Strip(strip), height, response);
                foreach (var value in response)
                {
                    energy += value > 0 ? value * value : 0;
                }
            }

            energy /= height; // the filter answers over as many rows as its band has
            if (energy > bestEnergy)
            {
                (best, bestEnergy) = (height, energy);
            }
        }

        return best;
    }
}
