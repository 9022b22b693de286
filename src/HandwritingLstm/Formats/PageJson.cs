using System.Text.Json;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>JSON lines: one object per line of writing with its text, confidence, place and words.</summary>
/// <remarks>
/// <c>{"image","page","region","line","text","confidence","baseline":[[x,y]…],"polygon":[[x,y]…],
/// "words":[{"text","confidence","left","top","right","bottom"}]}</c>: confidence from 0 to 1; places in pixels of the
/// page's image, right and bottom exclusive. Where the search was asked for them, <c>"alternatives":[{"text","probability"}]</c> follow.
/// </remarks>
public sealed class PageJson : IPageWriter
{
    /// <inheritdoc/>
    public string Extension => ".jsonl";

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(output);
        var readings = new Queue<LineReading>(page.Readings);
        foreach (var region in page.Layout.Regions)
        {
            foreach (var line in region.Lines)
            {
                using (var json = new Utf8JsonWriter(output, LineJson.Options))
                {
                    json.WriteStartObject();
                    json.WriteString("image", origin.Image);
                    json.WriteNumber("page", origin.Page);
                    json.WriteString("region", region.Id);
                    Write(json, line, readings.Dequeue(), page.Layout);
                    json.WriteEndObject();
                }

                output.WriteByte((byte)'\n');
            }
        }
    }

    private static void Write(Utf8JsonWriter json, TextLine line, LineReading reading, PageLayout page)
    {
        var shape = new LineShape(line, page);
        json.WriteString("line", line.Id);
        json.WriteString("text", reading.Text);
        json.WriteNumber("confidence", LineJson.Rounded(reading.Confidence, 4));
        Write(json, "baseline", shape.Baseline);
        Write(json, "polygon", shape.Polygon);
        json.WriteStartArray("words");
        foreach (var word in PlacedWord.Of(shape, reading))
        {
            json.WriteStartObject();
            json.WriteString("text", word.Text);
            json.WriteNumber("confidence", LineJson.Rounded(word.Confidence, 4));
            json.WriteNumber("left", word.Box.Left);
            json.WriteNumber("top", word.Box.Top);
            json.WriteNumber("right", word.Box.Right);
            json.WriteNumber("bottom", word.Box.Bottom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        LineJson.WriteAlternatives(json, reading.Alternatives);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<PagePoint> points)
    {
        json.WriteStartArray(name);
        foreach (var (x, y) in points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(LineJson.Rounded(x, 1));
            json.WriteNumberValue(LineJson.Rounded(y, 1));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
