using System.Globalization;
using System.Text;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Points as PAGE and ALTO spell them: <c>x,y x,y …</c>, whole pixels.</summary>
internal static class PointList
{
    private static readonly char[] _separators = [' ', ',', '\t', '\n', '\r', ';'];

    /// <summary>Writes points, each moved onto the page; a point like the one before is left out.</summary>
    /// <param name="points">The points.</param>
    /// <param name="page">The page.</param>
    /// <param name="least">The fewest points the format accepts: 2 for a baseline, 3 for a polygon.</param>
    public static string Write(IEnumerable<PagePoint> points, PageLayout page, int least)
    {
        var whole = points.Select(point => (X: OnPage(point.X, page.Width), Y: OnPage(point.Y, page.Height))).ToList();
        var distinct = whole.Where((point, i) => i == 0 || point != whole[i - 1]).ToList();
        var written = distinct.Count >= least ? distinct : whole;
        while (written.Count < least)
        {
            written.Add(written.Count > 0 ? written[^1] : (0, 0));
        }

        var text = new StringBuilder();
        foreach (var (x, y) in written)
        {
            text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{x},{y}");
        }

        return text.ToString();
    }

    /// <summary>Reads points as PAGE (<c>x,y x,y</c>) and older ALTO files (<c>x y x y</c>) have them; what is no number ends the list.</summary>
    public static IReadOnlyList<PagePoint> Read(string? text)
    {
        var numbers = Numbers(text);
        var points = new PagePoint[numbers.Count / 2];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new(numbers[2 * i], numbers[(2 * i) + 1]);
        }

        return points;
    }

    /// <summary>All finite numbers at the start of a text.</summary>
    public static IReadOnlyList<float> Numbers(string? text)
    {
        var numbers = new List<float>();
        foreach (var part in (text ?? "").Split(_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !float.IsFinite(number))
            {
                break;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static int OnPage(float coordinate, int size) => (int)Math.Clamp(MathF.Round(coordinate), 0, Math.Max(0, size - 1));
}
