namespace HandwritingLstm.Imaging;

/// <summary>Box and row moments of the strokes of a line, after levelling and deslanting; in pixels of the line image.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Mean">Mean row of the ink.</param>
/// <param name="Deviation">Standard deviation of the ink over the rows.</param>
internal sealed record StrokeExtent(float Left, float Top, float Right, float Bottom, float Mean, float Deviation)
{
    /// <summary>Measures the strokes of a line, at least one pixel.</summary>
    public static StrokeExtent Measure(StrokePixels strokes, float slant, float slope, float centreX, float centreY)
    {
        var (left, right) = (float.MaxValue, float.MinValue);
        var (top, bottom) = (float.MaxValue, float.MinValue);
        double sum = 0, squares = 0;
        for (var row = 0; row < strokes.Height; row++)
        {
            var y = (row + 0.5f) * strokes.Factor;
            var shear = slant * (y - centreY);
            foreach (var column in strokes.Row(row))
            {
                var x = ((column + 0.5f) * strokes.Factor) + shear;
                var level = y - (slope * (x - centreX));
                left = Math.Min(left, x);
                right = Math.Max(right, x);
                top = Math.Min(top, level);
                bottom = Math.Max(bottom, level);
                sum += level;
                squares += (double)level * level;
            }
        }

        var mean = sum / strokes.Count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / strokes.Count) - (mean * mean)));
        var half = strokes.Factor / 2f;
        return new(left - half, top - half, right + half, bottom + half, (float)mean, (float)deviation);
    }
}
