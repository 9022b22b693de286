using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Fills contours, anti-aliased; where they overlap, they are one (the non-zero winding rule).</summary>
/// <remarks>Foley, van Dam, Feiner and Hughes, "Computer Graphics", 2nd edition, 1990, sections 3.5 and 3.17: scan lines, area sampling.</remarks>
internal static class ContourRenderer
{
    private const int LinesPerPixel = 5; // along a scan line the coverage is exact, across it this fine

    /// <summary>Draws contours as ink.</summary>
    /// <param name="contours">Each x, y, x, y, … in pixels, y downwards; all inside the image.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="darkness">How dark the ink is, 0 to 1.</param>
    public static GrayImage Fill(IEnumerable<float[]> contours, int width, int height, float darkness)
    {
        var crossings = Crossings(contours, height * LinesPerPixel);
        var pixels = new byte[width * height];
        var coverage = new float[width];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(coverage);
            for (var line = y * LinesPerPixel; line < (y + 1) * LinesPerPixel; line++)
            {
                AddLine(crossings[line], coverage);
            }

            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (byte)(255.5f - (255 * darkness * Math.Min(1, coverage[x] / LinesPerPixel)));
            }
        }

        return new GrayImage(width, height, pixels);
    }

    // For each scan line: where edges cross it, and whether upwards or downwards.
    private static List<(float X, int Direction)>[] Crossings(IEnumerable<float[]> contours, int lines)
    {
        var crossings = new List<(float X, int Direction)>[lines];
        for (var line = 0; line < lines; line++)
        {
            crossings[line] = [];
        }

        foreach (var contour in contours)
        {
            for (var i = 0; i < contour.Length; i += 2)
            {
                var next = (i + 2) % contour.Length;
                AddEdge(crossings, contour[i], contour[i + 1] * LinesPerPixel, contour[next], contour[next + 1] * LinesPerPixel);
            }
        }

        return crossings;
    }

    private static void AddEdge(List<(float X, int Direction)>[] crossings, float x0, float y0, float x1, float y1)
    {
        var (topX, topY, bottomX, bottomY, direction) = y0 < y1 ? (x0, y0, x1, y1, 1) : (x1, y1, x0, y0, -1);
        var first = Math.Max(0, (int)MathF.Ceiling(topY - 0.5f)); // a scan line lies in the middle of its strip
        var end = Math.Min(crossings.Length, (int)MathF.Ceiling(bottomY - 0.5f));
        for (var line = first; line < end; line++)
        {
            var share = (line + 0.5f - topY) / (bottomY - topY);
            crossings[line].Add((topX + (share * (bottomX - topX)), direction));
        }
    }

    private static void AddLine(List<(float X, int Direction)> crossings, float[] coverage)
    {
        crossings.Sort();
        var winding = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += crossings[i].Direction;
            if (winding != 0)
            {
                AddSpan(coverage, Math.Max(0, crossings[i].X), Math.Min(coverage.Length, crossings[i + 1].X));
            }
        }
    }

    private static void AddSpan(float[] coverage, float from, float to)
    {
        for (var x = (int)from; x < to; x++)
        {
            coverage[x] += Math.Min(to, x + 1) - Math.Max(from, x);
        }
    }
}
