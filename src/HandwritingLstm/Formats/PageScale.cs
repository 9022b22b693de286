using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Moves a page's coordinates to another size: a file may describe a scan of another resolution than the image beside it.</summary>
internal static class PageScale
{
    /// <summary>The layout for an image of another size.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="width">The image's width in pixels.</param>
    /// <param name="height">The image's height in pixels.</param>
    public static PageLayout To(PageLayout layout, int width, int height)
    {
        if (layout.Width == width && layout.Height == height)
        {
            return layout;
        }

        var (x, y) = ((float)width / layout.Width, (float)height / layout.Height);
        IReadOnlyList<PagePoint> Scaled(IReadOnlyList<PagePoint> points) => [.. points.Select(point => new PagePoint(point.X * x, point.Y * y))];
        return new(width, height, [
            .. layout.Regions.Select(region => region with
            {
                Polygon = Scaled(region.Polygon),
                Lines = [.. region.Lines.Select(line => line with { Baseline = Scaled(line.Baseline), Polygon = Scaled(line.Polygon) })],
            }),
        ]);
    }

    /// <summary>The reading for an image of another size; the characters move along.</summary>
    /// <inheritdoc cref="To(PageLayout, int, int)"/>
    public static PageReading To(PageReading page, int width, int height)
    {
        if (page.Layout.Width == width && page.Layout.Height == height)
        {
            return page;
        }

        var x = (float)width / page.Layout.Width;
        return new(To(page.Layout, width, height), [
            .. page.Readings.Select(reading => new LineReading([
                .. reading.Characters.Select(character => character with { Left = character.Left * x, Right = character.Right * x }),
            ])
            {
                Alternatives = reading.Alternatives,
            }),
        ]);
    }
}
