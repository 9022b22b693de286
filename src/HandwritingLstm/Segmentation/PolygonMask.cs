namespace HandwritingLstm.Segmentation;

/// <summary>The pixels of a page inside a line's polygon (even-odd rule, at pixels' centres).</summary>
internal sealed class PolygonMask
{
    private readonly int _width;
    private readonly int _height;
    private readonly bool[] _inside;

    /// <summary>Fills a line's polygon.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pageWidth">Width of the page.</param>
    /// <param name="pageHeight">Height of the page.</param>
    /// <exception cref="RecognitionException">There is no polygon, or nothing of it is on the page.</exception>
    public PolygonMask(TextLine line, int pageWidth, int pageHeight)
    {
        var polygon = line.Polygon;
        if (polygon.Count < 3)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"Line {line.Id} has a polygon of {polygon.Count} points; expected at least 3: find the lines anew, or add Coords (PAGE) or Shape (ALTO)."));
        }

        Left = (int)Math.Clamp(MathF.Floor(polygon.Min(point => point.X)), 0, pageWidth);
        Top = (int)Math.Clamp(MathF.Floor(polygon.Min(point => point.Y)), 0, pageHeight);
        _width = (int)Math.Clamp(MathF.Ceiling(polygon.Max(point => point.X)), 0, pageWidth) - Left;
        _height = (int)Math.Clamp(MathF.Ceiling(polygon.Max(point => point.Y)), 0, pageHeight) - Top;
        if (_width <= 0 || _height <= 0)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"Line {line.Id} has a polygon outside its page of {pageWidth}×{pageHeight} pixels; does the layout belong to this image?"));
        }

        _inside = new bool[_width * _height];
        for (var row = 0; row < _height; row++)
        {
            FillRow(polygon, row);
        }
    }

    /// <summary>The first column that may be inside.</summary>
    public int Left { get; }

    /// <summary>The first row that may be inside.</summary>
    public int Top { get; }

    /// <summary>The column after the last that may be inside.</summary>
    public int Right => Left + _width;

    /// <summary>The row after the last that may be inside.</summary>
    public int Bottom => Top + _height;

    /// <summary>Whether a pixel is inside; false beyond the page.</summary>
    public bool Contains(int x, int y)
    {
        var (column, row) = (x - Left, y - Top);
        return column >= 0 && column < _width && row >= 0 && row < _height && _inside[(row * _width) + column];
    }

    private void FillRow(IReadOnlyList<PagePoint> polygon, int row)
    {
        var y = Top + row + 0.5f;
        var crossings = new List<float>();
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            if (a.Y <= y != b.Y <= y)
            {
                crossings.Add(a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)));
            }
        }

        crossings.Sort();
        for (var i = 0; i + 1 < crossings.Count; i += 2)
        {
            var from = (int)Math.Clamp(MathF.Ceiling(crossings[i] - 0.5f) - Left, 0, _width);
            var to = (int)Math.Clamp(MathF.Ceiling(crossings[i + 1] - 0.5f) - Left, 0, _width);
            _inside.AsSpan((row * _width) + from, Math.Max(0, to - from)).Fill(true);
        }
    }
}
