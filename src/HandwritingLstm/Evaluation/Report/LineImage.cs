using System.Text;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>A line's image, and over it the extents of the characters that were read; those that are wrong are marked.</summary>
internal static class LineImage
{
    /// <summary>Writes the image; a line without one has a note in its place.</summary>
    public static void Write(HtmlWriter html, LineComparison line, int height)
    {
        if (LineThumbnail.Load(line.ImagePath, height) is not { } image)
        {
            html.Element("p", "No image.", ("class", "meta"));
            return;
        }

        var scale = Math.Min(1, (double)height / image.Height);
        html.Element("div", () =>
        {
            html.Void(
                "img",
                ("src", image.Uri),
                ("alt", $"Image of the line: {line.Truth}"),
                ("width", Figures.Format($"{Math.Round(image.Width * scale)}")),
                ("height", Figures.Format($"{Math.Round(image.Height * scale)}")),
                ("loading", "lazy"),
                ("decoding", "async"));
            if (line.Characters.Count > 0)
            {
                html.Element(
                    "svg",
                    () => WriteExtents(html, line, image),
                    ("viewBox", Figures.Format($"0 0 {image.Width} 100")),
                    ("preserveAspectRatio", "none"),
                    ("aria-hidden", "true"));
            }
        }, ("class", "image"));
    }

    /// <summary>In a box as wide as the image and 100 high: every extent as a bracket at the foot, the wrong ones filled.</summary>
    private static void WriteExtents(HtmlWriter html, LineComparison line, LineThumbnail image)
    {
        var brackets = new StringBuilder();
        foreach (var extent in line.Characters)
        {
            var (left, right) = (Math.Min(extent.Left, image.Width), Math.Min(extent.Right, image.Width));
            brackets.Append(Figures.Format($"M{left:0.#} 94V99H{right:0.#}V94"));
        }

        html.Element("path", "", ("d", brackets.ToString()));
        foreach (var character in CharacterEdits.Of(line).Where(character => character.IsWrong))
        {
            var extent = character.Extent;
            html.Element(
                "rect",
                () => html.Element("title", $"read {Figures.Show(extent.Text)}, truth {Figures.Show(character.Truth)}, probability {Figures.Confidence(extent.Probability)}"),
                ("x", Figures.Coordinate(extent.Left)),
                ("y", "0"),
                ("width", Figures.Coordinate(Math.Max(0, Math.Min(extent.Right, image.Width) - extent.Left))),
                ("height", "99"));
        }
    }
}
