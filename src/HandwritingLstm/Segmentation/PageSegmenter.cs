using System.Globalization;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Finds the lines of writing on a page. This file is the pipeline on one screen.</summary>
/// <remarks>
/// Adaptive binarisation (Sauvola), the ink in upright strips smoothed along the lines and filtered across them, ridges
/// followed from strip to strip (as the projection methods surveyed by L. Likforman-Sulem, A. Zahour, B. Taconet, "Text
/// line segmentation of historical documents", IJDAR 9, 2007, section 4), and connected components given to the lines
/// among whose small letters they have ink. The same page gives the same lines.
/// </remarks>
public static class PageSegmenter
{
    private const int LeastArea = 4; // pixels of the level page: smaller ink is noise

    /// <summary>Finds the lines of a page.</summary>
    /// <param name="page">The page's image, paper brighter than ink; lines may rise or fall by up to 10°.</param>
    /// <returns>Its lines with baselines and polygons in reading order; no region when nothing is written on it.</returns>
    public static PageLayout Segment(GrayImage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var level = LevelPage.Of(page); // at most about 2000 pixels, turned
        var strokes = PageStrokes.Find(level.Image); // [H, W], true = ink
        RulingRemover.Remove(strokes);
        var components = ComponentFinder.Find(strokes, LeastArea);
        var profile = InkProfile.Of(components, strokes.Width, strokes.Height); // [W / 8, H], shares of ink
        var height = WritingHeight.Estimate(profile); // of small letters, in pixels
        if (height == 0)
        {
            return new(page.Width, page.Height, []);
        }

        components = [.. components.Where(component => WritingShape.IsPossible(component, height))];
        profile = InkProfile.Of(components, strokes.Width, strokes.Height);
        var smoothing = (int)(2 * height / InkProfile.StripWidth);
        var pieces = TracePruner.Prune(LineTracer.Trace(profile, height), height);
        var traces = TracePruner.Prune(TraceJoiner.Join(pieces, height), height).Select(trace => trace.Smoothed(smoothing)).ToArray();
        var lines = new InkAssigner(traces, height).Assign(components);
        lines = LinePruner.Prune(lines, height, strokes.Width, strokes.Height);
        lines = ColumnGutters.Split(lines, height);
        return Describe(page, level, ReadingOrder.Sort(lines), height);
    }

    private static PageLayout Describe(GrayImage page, LevelPage level, IReadOnlyList<WrittenLine> lines, float height)
    {
        var outline = new LineOutline(level.Image.Width, level.Image.Height);
        for (var i = 0; i < lines.Count; i++)
        {
            outline.Add(lines[i], i + 1);
        }

        var (number, kept) = (0, 0);
        var regions = new List<TextRegion>();
        var blocks = new RegionBuilder(lines, height);
        foreach (var block in blocks.Group())
        {
            var described = new List<TextLine>();
            foreach (var line in block)
            {
                number++;
                var polygon = OnPage(outline.Draw(line, number, height));
                if (HasArea(polygon)) // the level page's corners are no part of the page
                {
                    kept++;
                    described.Add(new(
                        string.Create(CultureInfo.InvariantCulture, $"line{kept}"), OnPage(BaselineFitter.Fit(line, height)), polygon));
                }
            }

            if (described.Count > 0)
            {
                regions.Add(new(
                    string.Create(CultureInfo.InvariantCulture, $"region{regions.Count + 1}"), OnPage(blocks.Frame(block)), described));
            }
        }

        return new(page.Width, page.Height, regions);

        IReadOnlyList<PagePoint> OnPage(IReadOnlyList<PagePoint> points) => [.. points.Select(point => level.ToPage(point.X, point.Y))];
    }

    private static bool HasArea(IReadOnlyList<PagePoint> polygon) =>
        polygon.Max(point => point.X) - polygon.Min(point => point.X) > 1 && polygon.Max(point => point.Y) - polygon.Min(point => point.Y) > 1;
}
