using System.Globalization;
using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Tests.Composition;

/// <summary>A hand that prints i, l, o and t: strokes as a digitiser has them, 400 units to a line height.</summary>
internal static class PrintedHand
{
    private const int Height = 400;
    private const int Baseline = 300;
    private const int Step = 8; // units between two points

    public static InkLine Write(string id, string text)
    {
        var strokes = new List<InkStroke>();
        var x = 0;
        foreach (var letter in text)
        {
            switch (letter)
            {
                case 'i':
                    strokes.Add(Line(x + 20, Baseline - 110, x + 20, Baseline));
                    strokes.Add(Line(x + 18, Baseline - 170, x + 22, Baseline - 165));
                    x += 70;
                    break;
                case 'l':
                    strokes.Add(Line(x + 20, Baseline - 240, x + 20, Baseline));
                    x += 70;
                    break;
                case 't':
                    strokes.Add(Line(x + 45, Baseline - 210, x + 48, Baseline));
                    strokes.Add(Line(x + 5, Baseline - 125, x + 90, Baseline - 130));
                    x += 115;
                    break;
                case 'o':
                    strokes.Add(Circle(x + 60, Baseline - 55, 55));
                    x += 140;
                    break;
                default:
                    x += 130;
                    break;
            }
        }

        return new InkLine(id, text, Height, strokes);
    }

    public static string ToJson(InkLine line)
    {
        var strokes = line.Strokes.Select(stroke =>
        {
            var (x, y) = (Array.ConvertAll(stroke.X, value => (int)value), Array.ConvertAll(stroke.Y, value => (int)value));
            var steps = Enumerable.Range(1, x.Length - 1).SelectMany(i => (int[])[x[i] - x[i - 1], y[i] - y[i - 1]]);
            return $"[{string.Join(',', (int[])[x[0], y[0], .. steps])}]";
        });
        return string.Create(
            CultureInfo.InvariantCulture, $"{{\"id\":\"{line.Id}\",\"text\":\"{line.Text}\",\"page_median_height\":{line.Height},\"strokes\":[{string.Join(',', strokes)}]}}");
    }

    private static InkStroke Line(int x0, int y0, int x1, int y1)
    {
        var count = Math.Max(2, (int)(MathF.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0))) / Step));
        return new InkStroke(
            [.. Enumerable.Range(0, count).Select(i => MathF.Round(x0 + ((x1 - x0) * i / (count - 1f))))],
            [.. Enumerable.Range(0, count).Select(i => MathF.Round(y0 + ((y1 - y0) * i / (count - 1f))))]);
    }

    private static InkStroke Circle(int x, int y, int radius) => new(
        [.. Enumerable.Range(0, 41).Select(i => MathF.Round(x + (radius * MathF.Sin(-i * MathF.Tau / 40))))],
        [.. Enumerable.Range(0, 41).Select(i => MathF.Round(y - (radius * MathF.Cos(i * MathF.Tau / 40))))]);
}
