using System.Globalization;
using System.Text;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Pdf;

/// <summary>Sets a page's words invisibly where they stand on the scan, along their baselines.</summary>
/// <remarks>ISO 32000-1, section 9.3.6: text rendering mode 3 neither fills nor strokes.</remarks>
/// <param name="font">Gives the characters their codes.</param>
/// <param name="pointsPerPixel">Size of a pixel in PDF points.</param>
internal sealed class TextLayer(TextFont font, double pointsPerPixel)
{
    /// <summary>Of a line's height, what its letters' em takes; the rest is the flourish of ascenders and descenders.</summary>
    private const double EmOfHeight = 0.8;

    private readonly StringBuilder _content = new();

    /// <summary>The operators that set the text of a page.</summary>
    public string Write(PageReading page)
    {
        _content.Clear();
        _content.Append("BT 3 Tr\n");
        foreach (var (line, reading) in page.Lines)
        {
            var shape = new LineShape(line, page.Layout);
            var words = PlacedWord.Of(shape, reading);
            var isRightToLeft = PlacedWord.IsRightToLeft(reading.Text);
            var size = Math.Max(1, shape.Box.Height * EmOfHeight * pointsPerPixel);
            _content.Append(CultureInfo.InvariantCulture, $"/F0 {size:0.##} Tf\n");
            for (var i = 0; i < words.Count; i++)
            {
                var box = words[i].Box;
                var next = i + 1 < words.Count ? words[i + 1].Box : (PageBox?)null;
                Place(shape, page.Layout.Height, size, words[i].Text, box.Left, box.Right, isRightToLeft);
                if (next is { } following)
                {
                    // A space of its own between two words, so that they are two wherever the text is copied to.
                    var (from, to) = isRightToLeft ? (following.Right, box.Left) : (box.Right, following.Left);
                    Place(shape, page.Layout.Height, size, " ", from, Math.Max(to, from + 1), isRightToLeft);
                }
            }
        }

        return _content.Append("ET\n").ToString();
    }

    private void Place(LineShape shape, int pageHeight, double size, string text, int left, int right, bool isRightToLeft)
    {
        // Text always runs from the first letter: to the left, for a script written so, by a mirrored matrix.
        var (from, to) = isRightToLeft ? (right, left) : (left, right);
        var (fromY, toY) = (shape.BaselineAt(from), shape.BaselineAt(to));
        var length = Math.Sqrt(((to - from) * (double)(to - from)) + ((toY - fromY) * (double)(toY - fromY)));
        var (cos, sin) = ((to - from) / length, (fromY - toY) / length);
        var natural = text.EnumerateRunes().Count() * size * GlyphlessFont.Width / GlyphlessFont.UnitsPerEm;
        var stretch = 100 * length * pointsPerPixel / natural;
        var (x, y) = (from * pointsPerPixel, (pageHeight - fromY) * pointsPerPixel);
        var upright = isRightToLeft ? -1 : 1;
        _content.Append(
            CultureInfo.InvariantCulture,
            $"{stretch:0.###} Tz {cos:0.####} {sin:0.####} {-sin * upright:0.####} {cos * upright:0.####} {x:0.##} {y:0.##} Tm {font.Encode(text)} Tj\n");
    }
}
