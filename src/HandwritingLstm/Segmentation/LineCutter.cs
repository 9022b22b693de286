using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Cuts lines out of a page along their polygons, and straightens them along their baselines.</summary>
/// <remarks>
/// Outside its polygon a line is given paper as bright as the page's there, so that neither the neighbours' ink nor an
/// edge of the cut can be taken for writing.
/// </remarks>
public sealed class LineCutter
{
    internal const int LargestSide = 20_000; // pixels: a line longer than any page has one; polygons come from files, too

    private readonly GrayImage _page;
    private readonly GrayImage _paper;

    /// <summary>Gets ready to cut a page.</summary>
    /// <param name="page">The page's image.</param>
    public LineCutter(GrayImage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _page = page;
        var estimate = new PaperEstimate(page);
        var row = new float[page.Width];
        var paper = new byte[page.Pixels.Length];
        for (var y = 0; y < page.Height; y++)
        {
            estimate.ReadRow(y, row);
            for (var x = 0; x < row.Length; x++)
            {
                paper[(y * page.Width) + x] = (byte)row[x];
            }
        }

        _paper = new(page.Width, page.Height, paper);
    }

    /// <summary>Cuts one line out.</summary>
    /// <param name="line">The line; without a baseline, it is taken to lie along the middle of its polygon.</param>
    /// <exception cref="RecognitionException">The line has no polygon, one that is not on the page, or a baseline too long for any page.</exception>
    public CutLine Cut(TextLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var polygon = new PolygonMask(line, _page.Width, _page.Height);
        var axis = LineAxis.Of(line, polygon);
        var (above, below) = axis.Reach(line.Polygon);
        var (width, height) = (axis.Points.Count, above + below);
        if (width > LargestSide || height > LargestSide)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"Line {line.Id} would be {width}×{height} pixels, but at most {LargestSide} a side are accepted; are its baseline and polygon right?"));
        }

        var pixels = new byte[width * height];
        for (var x = 0; x < width; x++)
        {
            var (foot, normal) = (axis.Points[x], axis.Normals[x]);
            for (var y = 0; y < height; y++)
            {
                var off = y + 0.5f - above;
                pixels[(y * width) + x] = Sample(polygon, foot.X + (off * normal.X), foot.Y + (off * normal.Y));
            }
        }

        return new(new(width, height, pixels), new(axis.Points), above);
    }

    /// <summary>The page's brightness by bilinear interpolation; paper where the polygon does not reach.</summary>
    private byte Sample(PolygonMask polygon, float x, float y)
    {
        x -= 0.5f;
        y -= 0.5f;
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (right, lower) = (x - left, y - top); // shares of the right and lower neighbours
        var upperRow = Mix(Pixel(polygon, left, top), Pixel(polygon, left + 1, top), right);
        var lowerRow = Mix(Pixel(polygon, left, top + 1), Pixel(polygon, left + 1, top + 1), right);
        return (byte)(Mix(upperRow, lowerRow, lower) + 0.5f);
    }

    private static float Mix(float from, float to, float share) => from + (share * (to - from));

    private float Pixel(PolygonMask polygon, int x, int y) => polygon.Contains(x, y)
        ? _page[x, y]
        : _paper[Math.Clamp(x, 0, _page.Width - 1), Math.Clamp(y, 0, _page.Height - 1)];
}
