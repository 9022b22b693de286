using System.Numerics.Tensors;

namespace HandwritingLstm.Segmentation;

/// <summary>The ink of a level page in upright strips: what share of a strip's width is ink, row by row.</summary>
/// <remarks>Lines are sought here: 8 times fewer values than pixels, and sums along a strip are cheap.</remarks>
internal sealed class InkProfile
{
    /// <summary>Width of a strip in pixels: less than a letter.</summary>
    public const int StripWidth = 8;

    private InkProfile(int stripCount, int height, float[] values)
    {
        StripCount = stripCount;
        Height = height;
        Values = values;
    }

    /// <summary>Number of strips.</summary>
    public int StripCount { get; }

    /// <summary>Height of the page in pixels.</summary>
    public int Height { get; }

    /// <summary>Shape [strips, height], 0 to 1.</summary>
    public float[] Values { get; }

    /// <summary>One strip, from the top.</summary>
    public Span<float> Strip(int strip) => Values.AsSpan(strip * Height, Height);

    /// <summary>Measures the strips of a page.</summary>
    /// <param name="components">The page's ink.</param>
    /// <param name="width">Width of the page in pixels.</param>
    /// <param name="height">Height of the page in pixels.</param>
    public static InkProfile Of(IEnumerable<InkComponent> components, int width, int height)
    {
        var count = (width + StripWidth - 1) / StripWidth;
        var values = new float[count * height];
        foreach (var run in components.SelectMany(component => component.Runs))
        {
            for (var x = run.Left; x < run.Right;)
            {
                var strip = x / StripWidth;
                var end = Math.Min(run.Right, (strip + 1) * StripWidth);
                values[(strip * height) + run.Y] += (end - x) / (float)StripWidth;
                x = end;
            }
        }

        return new(count, height, values);
    }

    /// <summary>Means over neighbouring strips, twice, which weighs the nearer ones more.</summary>
    /// <param name="radius">Strips to either side.</param>
    public InkProfile SmoothedAcross(int radius) => MeanAcross(radius).MeanAcross(radius);

    private InkProfile MeanAcross(int radius)
    {
        var values = new float[Values.Length];
        var sum = new float[Height];
        for (var strip = 0; strip < Math.Min(radius, StripCount); strip++)
        {
            TensorPrimitives.Add(sum, Strip(strip), sum);
        }

        for (var strip = 0; strip < StripCount; strip++)
        {
            if (strip + radius < StripCount)
            {
                TensorPrimitives.Add(sum, Strip(strip + radius), sum);
            }

            if (strip - radius - 1 >= 0)
            {
                TensorPrimitives.Subtract(sum, Strip(strip - radius - 1), sum);
            }

            TensorPrimitives.Multiply(sum, 1f / ((2 * radius) + 1), values.AsSpan(strip * Height, Height));
        }

        return new(StripCount, Height, values);
    }
}
