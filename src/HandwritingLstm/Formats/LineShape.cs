using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>A line's baseline and polygon, made up from each other where a file gave only one.</summary>
internal sealed class LineShape
{
    /// <summary>Of a line's height, the part below the baseline: descenders.</summary>
    private const float BelowBaseline = 0.25f;

    /// <summary>Lines on a page of usual writing, for a line of which no height is known.</summary>
    private const int UsualLines = 40;

    private readonly PageLayout _page;

    /// <param name="line">The line.</param>
    /// <param name="page">Its page.</param>
    public LineShape(TextLine line, PageLayout page)
    {
        _page = page;
        Polygon = line.Polygon.Count >= 3 ? line.Polygon : AroundBaseline(line.Baseline, page);
        Box = PageBox.Around(Polygon, page);
        Baseline = line.Baseline.Count >= 2 ? line.Baseline : UnderPolygon(Box);
    }

    /// <summary>What encloses the line's ink, at least three points.</summary>
    public IReadOnlyList<PagePoint> Polygon { get; }

    /// <summary>The curve on which the letters stand, from left to right, at least two points.</summary>
    public IReadOnlyList<PagePoint> Baseline { get; }

    /// <summary>The upright rectangle around the polygon.</summary>
    public PageBox Box { get; }

    /// <summary>The baseline's height at a place; its ends go on level.</summary>
    /// <param name="x">Pixels from the page's left edge.</param>
    public float BaselineAt(float x)
    {
        if (x <= Baseline[0].X)
        {
            return Baseline[0].Y;
        }

        for (var i = 1; i < Baseline.Count; i++)
        {
            var (from, to) = (Baseline[i - 1], Baseline[i]);
            if (x <= to.X && to.X > from.X)
            {
                return from.Y + ((to.Y - from.Y) * (x - from.X) / (to.X - from.X));
            }
        }

        return Baseline[^1].Y;
    }

    /// <summary>The rectangle around the part of the polygon between two verticals.</summary>
    /// <param name="left">The left vertical, in pixels.</param>
    /// <param name="right">The right vertical, in pixels.</param>
    public PageBox Between(float left, float right)
    {
        right = MathF.Max(right, left + 1);
        var part = Clip(Clip(Polygon, point => point.X - left), point => right - point.X);
        var box = part.Count > 0 ? PageBox.Around(part, _page) : Box;
        return PageBox.Around([new(left, box.Top), new(right, box.Bottom)], _page);
    }

    /// <summary>The part of a polygon where a linear function is not negative: Sutherland and Hodgman, CACM 17(1), 1974.</summary>
    private static List<PagePoint> Clip(IReadOnlyList<PagePoint> polygon, Func<PagePoint, float> inside)
    {
        var kept = new List<PagePoint>();
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            var (insideA, insideB) = (inside(a), inside(b));
            if (insideA >= 0)
            {
                kept.Add(a);
            }

            if ((insideA >= 0) != (insideB >= 0))
            {
                var t = insideA / (insideA - insideB);
                kept.Add(new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));
            }
        }

        return kept;
    }

    private static PagePoint[] AroundBaseline(IReadOnlyList<PagePoint> baseline, PageLayout page)
    {
        var height = (float)page.Height / UsualLines;
        return baseline.Count < 2
            ? new PageBox(0, 0, 1, 1).Corners()
            : [
                .. baseline.Select(point => point with { Y = point.Y - ((1 - BelowBaseline) * height) }),
                .. baseline.Reverse().Select(point => point with { Y = point.Y + (BelowBaseline * height) }),
            ];
    }

    private static PagePoint[] UnderPolygon(PageBox box)
    {
        var y = box.Bottom - (BelowBaseline * box.Height);
        return [new(box.Left, y), new(box.Right, y)];
    }
}
