using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Draws a layout over its page, to be looked at: lines tinted, baselines in red, the reading order in blue.</summary>
public static class PageOverlay
{
    private const int BaselineColour = 0xD62728;
    private const int OrderColour = 0x1F4FB4;
    private const int RegionColour = 0x555555;
    private const float TintShare = 0.3f;
    private static readonly int[] _tints = [0x2CA02C, 0xFF9F1C, 0x8E5BD0, 0x17A2B8]; // neighbours differ

    /// <summary>Draws a layout.</summary>
    /// <param name="page">The page's image.</param>
    /// <param name="layout">Its lines.</param>
    /// <exception cref="RecognitionException">A line's polygon does not lie on the page.</exception>
    public static ColourImage Draw(GrayImage page, PageLayout layout)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(layout);
        var image = new ColourImage(page);
        var thickness = Math.Max(1, Math.Max(page.Width, page.Height) / 700f);
        foreach (var (line, number) in layout.Lines.Select((line, number) => (line, number)))
        {
            Tint(image, new PolygonMask(line, page.Width, page.Height), _tints[number % _tints.Length]);
        }

        foreach (var region in layout.Regions.Where(region => region.Polygon.Count > 0))
        {
            DrawChain(image, [.. region.Polygon, region.Polygon[0]], RegionColour, thickness);
        }

        PagePoint? end = null;
        foreach (var baseline in layout.Lines.Select(line => line.Baseline).Where(baseline => baseline.Count > 0))
        {
            if (end is { } from)
            {
                DrawChain(image, [from, baseline[0]], OrderColour, thickness);
            }

            DrawChain(image, baseline, BaselineColour, 2 * thickness);
            end = baseline[^1];
        }

        return image;
    }

    private static void Tint(ColourImage image, PolygonMask polygon, int colour)
    {
        for (var y = polygon.Top; y < polygon.Bottom; y++)
        {
            for (var x = polygon.Left; x < polygon.Right; x++)
            {
                if (polygon.Contains(x, y))
                {
                    image.Blend(x, y, colour, TintShare);
                }
            }
        }
    }

    private static void DrawChain(ColourImage image, IReadOnlyList<PagePoint> chain, int colour, float thickness)
    {
        for (var i = 1; i < chain.Count; i++)
        {
            var (from, to) = (chain[i - 1], chain[i]);
            var steps = Math.Max(1, (int)MathF.Ceiling(MathF.Max(MathF.Abs(to.X - from.X), MathF.Abs(to.Y - from.Y))));
            for (var step = 0; step <= steps; step++)
            {
                var share = step / (float)steps;
                DrawDot(image, from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)), colour, thickness);
            }
        }
    }

    private static void DrawDot(ColourImage image, float x, float y, int colour, float size)
    {
        for (var row = (int)MathF.Round(y - (size / 2)); row < (int)MathF.Round(y + (size / 2)); row++)
        {
            for (var column = (int)MathF.Round(x - (size / 2)); column < (int)MathF.Round(x + (size / 2)); column++)
            {
                image.Blend(column, row, colour, 1);
            }
        }
    }
}
