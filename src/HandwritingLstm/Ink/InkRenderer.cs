using System.Runtime.Intrinsics;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Ink;

/// <summary>Draws pen strokes: smooth, anti-aliased, with a pen that gets thinner where it is fast.</summary>
/// <remarks>
/// Points are the control points of quadratic curves from middle to middle, which passes over a digitiser's jitter. A pixel
/// is as dark as the pen's disc covers it at its nearest; where strokes cross, the darker one counts.
/// </remarks>
public static class InkRenderer
{
    // Pixels between two discs along a curve: closer than the eye or a convolution can tell.
    private const float Step = 0.7f;

    private const int MaximumPixels = 64 << 20;

    /// <summary>Draws a line.</summary>
    /// <param name="line">The strokes.</param>
    /// <param name="pen">The pen.</param>
    /// <param name="flow">How dark the ink is along the line, 0 to 1 for each of some places evenly spaced over its strokes; empty = even.</param>
    /// <returns>The image, 0 = ink … 255 = paper; of one white pixel where there is no stroke.</returns>
    /// <exception cref="RecognitionException">The line would be larger than 64 million pixels.</exception>
    public static GrayImage Draw(InkLine line, InkPen pen, ReadOnlySpan<float> flow = default)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(pen);
        pen.Validate();
        var scale = pen.LineHeight / line.Height;
        var (left, top, right, bottom) = line.Bounds();
        var edge = Edge(pen);
        var width = ((double)(right - left) * scale) + (2 * edge) + 1;
        var height = ((double)(bottom - top) * scale) + (2 * edge) + 1;
        if (!(width * height <= MaximumPixels))
        {
            throw new RecognitionException(
                $"{line.Id}: the line would be {width:0} × {height:0} pixels large; check the unit of its strokes (a line is {line.Height} high).");
        }

        var canvas = new Canvas((int)width, (int)height);
        for (var i = 0; i < line.Strokes.Count; i++)
        {
            var darkness = pen.Darkness * (flow.IsEmpty ? 1 : 1 - (pen.Unevenness * (1 - flow[i * flow.Length / line.Strokes.Count])));
            Draw(canvas, line.Strokes[i], pen, scale, edge - (left * scale), edge - (top * scale), darkness);
        }

        return canvas.ToImage();
    }

    /// <summary>Pixels from the image's edge to the leftmost and the topmost point of the strokes.</summary>
    internal static int Edge(InkPen pen) => pen.Margin + (int)MathF.Ceiling((pen.Width / 2) + 1);

    private static void Draw(Canvas canvas, InkStroke stroke, InkPen pen, float scale, float dx, float dy, float darkness)
    {
        var (x, y) = (X(0), Y(0));
        var radius = Radius(0);
        canvas.Disc(x, y, radius, darkness);
        for (var i = 1; i < stroke.PointCount; i++)
        {
            // From the middle before the point to the middle behind it; the last curve ends in the last point.
            var isLast = i == stroke.PointCount - 1;
            var (endX, endY) = isLast ? (X(i), Y(i)) : ((X(i) + X(i + 1)) / 2, (Y(i) + Y(i + 1)) / 2);
            var (controlX, controlY) = isLast ? ((x + endX) / 2, (y + endY) / 2) : (X(i), Y(i));
            var end = Radius(i);
            var length = Distance(x, y, controlX, controlY) + Distance(controlX, controlY, endX, endY);
            var steps = Math.Max(1, (int)MathF.Ceiling(length / Step));
            for (var step = 1; step <= steps; step++)
            {
                var t = step / (float)steps;
                var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
                canvas.Disc(
                    (a * x) + (b * controlX) + (c * endX), (a * y) + (b * controlY) + (c * endY), radius + (t * (end - radius)), darkness);
            }

            (x, y, radius) = (endX, endY, end);
        }

        float X(int i) => (stroke.X[i] * scale) + dx;
        float Y(int i) => (stroke.Y[i] * scale) + dy;

        // Points are evenly spaced in time: the way from the point before is the speed. A tenth of the line's height is fast.
        float Radius(int i)
        {
            var speed = i == 0 ? 0 : Distance(stroke.X[i - 1], stroke.Y[i - 1], stroke.X[i], stroke.Y[i]) * scale / (pen.LineHeight / 10);
            var thickness = 1 - (pen.Taper * Math.Min(1, speed));
            var pressure = stroke.Pressure is { } measured ? 0.5f + (0.5f * Math.Clamp(measured[i], 0, 1)) : 1;
            return Math.Max(0.25f, pen.Width / 2 * thickness * pressure);
        }
    }

    private static float Distance(float x0, float y0, float x1, float y1) =>
        MathF.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));

    /// <summary>Ink on paper, as coverage.</summary>
    private sealed class Canvas(int width, int height)
    {
        // A disc's last vector may reach past the last row.
        private readonly float[] _ink = new float[(width * height) + Vector256<float>.Count];

        /// <summary>A disc: a pixel is covered as far as its middle lies inside the edge, over one pixel.</summary>
        public void Disc(float x, float y, float radius, float darkness)
        {
            var reach = radius + 0.5f;
            var (left, right) = (Math.Max(0, (int)MathF.Ceiling(x - reach)), Math.Min(width - 1, (int)MathF.Floor(x + reach)));
            var (top, bottom) = (Math.Max(0, (int)MathF.Ceiling(y - reach)), Math.Min(height - 1, (int)MathF.Floor(y + reach)));
            for (var row = top; row <= bottom; row++)
            {
                var down = Vector256.Create((row - y) * (row - y));
                for (var column = left; column <= right; column += Vector256<float>.Count)
                {
                    // Lanes right of the disc are farther than its reach and add nothing, in the next row neither.
                    var across = Vector256.Create(column - x) + Vector256<float>.Indices;
                    var coverage = Vector256.Create(reach) - Vector256.Sqrt((across * across) + down);
                    coverage = Vector256.Create(darkness) * Vector256.Min(Vector256.Max(coverage, Vector256<float>.Zero), Vector256<float>.One);
                    var ink = _ink.AsSpan((row * width) + column, Vector256<float>.Count);
                    Vector256.Max(Vector256.Create<float>(ink), coverage).CopyTo(ink);
                }
            }
        }

        /// <summary>The image.</summary>
        public GrayImage ToImage()
        {
            var pixels = new byte[width * height];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)(255.5f - (255 * _ink[i]));
            }

            return new(width, height, pixels);
        }
    }
}
