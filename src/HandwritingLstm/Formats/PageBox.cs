using System.Runtime.InteropServices;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>An upright rectangle on a page, in pixels from its top left corner.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge, exclusive.</param>
/// <param name="Bottom">Bottom edge, exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Width in pixels, at least 1 once it lies on a page.</summary>
    public int Width => Right - Left;

    /// <summary>Height in pixels, at least 1 once it lies on a page.</summary>
    public int Height => Bottom - Top;

    /// <summary>The smallest box of whole pixels around points, on the page and not empty.</summary>
    /// <param name="points">The points; without any, the box is the page's first pixel.</param>
    /// <param name="page">The page.</param>
    public static PageBox Around(IEnumerable<PagePoint> points, PageLayout page)
    {
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var (x, y) in points)
        {
            (left, right) = (MathF.Min(left, x), MathF.Max(right, x));
            (top, bottom) = (MathF.Min(top, y), MathF.Max(bottom, y));
        }

        return left > right ? new PageBox(0, 0, 1, 1) : OnPage(left, top, right, bottom, page);
    }

    /// <summary>The corners, clockwise from the top left one.</summary>
    public PagePoint[] Corners() => [new(Left, Top), new(Right, Top), new(Right, Bottom), new(Left, Bottom)];

    private static PageBox OnPage(float left, float top, float right, float bottom, PageLayout page)
    {
        var x = Math.Clamp((int)MathF.Floor(left), 0, Math.Max(0, page.Width - 1));
        var y = Math.Clamp((int)MathF.Floor(top), 0, Math.Max(0, page.Height - 1));
        return new PageBox(
            x,
            y,
            Math.Clamp((int)MathF.Ceiling(right), x + 1, Math.Max(x + 1, page.Width)),
            Math.Clamp((int)MathF.Ceiling(bottom), y + 1, Math.Max(y + 1, page.Height)));
    }
}
