using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>A page at the size in which lines are sought, turned so that its writing is level.</summary>
internal sealed class LevelPage
{
    /// <summary>The longer side in pixels that pages are brought near to: letters of 40 lines are still ten pixels high.</summary>
    private const int WorkingLength = 2000;

    private const int SkewLength = 1000; // angles need no more pixels
    private const double LeastDegrees = 0.15; // below, a line rises by less than a tenth of its height

    private readonly GrayImage _page;
    private readonly int _factor;
    private readonly float _cos;
    private readonly float _sin;
    private readonly float _sourceX; // the centre of the reduced page …
    private readonly float _sourceY;
    private readonly float _levelX; // … and of the level one
    private readonly float _levelY;

    private LevelPage(GrayImage page, GrayImage reduced, int factor, double degrees)
    {
        _page = page;
        _factor = factor;
        var radians = degrees * Math.PI / 180;
        (_sin, _cos) = ((float)Math.Sin(radians), (float)Math.Cos(radians));
        (_sourceX, _sourceY) = (reduced.Width / 2f, reduced.Height / 2f);
        var width = (int)Math.Round((reduced.Width * _cos) + (reduced.Height * Math.Abs(_sin)));
        var height = (int)Math.Round((reduced.Height * _cos) + (reduced.Width * Math.Abs(_sin)));
        (_levelX, _levelY) = (width / 2f, height / 2f);
        Image = degrees == 0 ? reduced : Turn(reduced, width, height);
    }

    /// <summary>The level image.</summary>
    public GrayImage Image { get; }

    /// <summary>Brings a page to its working size and turns it level.</summary>
    public static LevelPage Of(GrayImage page)
    {
        var factor = PageReduction.FactorFor(page, WorkingLength);
        var reduced = PageReduction.Reduce(page, factor);
        var small = PageReduction.Reduce(reduced, PageReduction.FactorFor(reduced, SkewLength));
        var degrees = PageSkew.Estimate(PageStrokes.Find(small));
        return new(page, reduced, factor, Math.Abs(degrees) < LeastDegrees ? 0 : degrees);
    }

    /// <summary>A place on the level image as a place on the page, kept inside it.</summary>
    public PagePoint ToPage(float x, float y)
    {
        var (sourceX, sourceY) = ToReduced(x, y);
        return new(Math.Clamp(sourceX * _factor, 0, _page.Width), Math.Clamp(sourceY * _factor, 0, _page.Height));
    }

    private (float X, float Y) ToReduced(float x, float y)
    {
        var (dx, dy) = (x - _levelX, y - _levelY);
        return (_sourceX + (dx * _cos) - (dy * _sin), _sourceY + (dx * _sin) + (dy * _cos));
    }

    /// <summary>Turns by bilinear interpolation; beyond the page its edge goes on.</summary>
    private GrayImage Turn(GrayImage reduced, int width, int height)
    {
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (sourceX, sourceY) = ToReduced(0.5f, y + 0.5f);
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = Sample(reduced, sourceX + (x * _cos) - 0.5f, sourceY + (x * _sin) - 0.5f);
            }
        }

        return new(width, height, pixels);
    }

    private static byte Sample(GrayImage image, float x, float y)
    {
        x = Math.Clamp(x, 0, image.Width - 1);
        y = Math.Clamp(y, 0, image.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, below) = (x - left, y - top); // shares of the right and lower neighbours
        var at = (top * image.Width) + left;
        var nextColumn = left + 1 < image.Width ? 1 : 0;
        var nextRow = top + 1 < image.Height ? image.Width : 0;
        var pixels = image.Pixels;
        var upper = pixels[at] + (right * (pixels[at + nextColumn] - pixels[at]));
        var lower = pixels[at + nextRow] + (right * (pixels[at + nextRow + nextColumn] - pixels[at + nextRow]));
        return (byte)(upper + (below * (lower - upper)) + 0.5f);
    }
}
