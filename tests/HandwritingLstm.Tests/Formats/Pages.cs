using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Formats;

/// <summary>Pages made in code.</summary>
internal static class Pages
{
    public const int Width = 800;

    public const int Height = 1000;

    /// <summary>Where the pages come from.</summary>
    public static PageOrigin Origin { get; } = new("scan & \"copy\" <1>.jpg")
    {
        Created = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Model = "tiny",
    };

    /// <summary>A page with one region and a line for every text, 80 pixels high, each character 20 pixels wide.</summary>
    public static PageReading Of(params (string Text, float Probability)[] lines) => new(
        new(Width, Height, [new("r1", Box(40, 40, Width - 40, 60 + (100 * lines.Length)), [.. lines.Select((_, i) => Line($"line{i + 1}", i))])]),
        [.. lines.Select(line => Reading(line.Text, line.Probability))]);

    /// <summary>The same with one probability for all.</summary>
    public static PageReading Of(params string[] texts) => Of([.. texts.Select(text => (text, 0.5f))]);

    /// <summary>Writes a page, and returns the file's bytes.</summary>
    public static byte[] Write(IPageWriter writer, PageReading page)
    {
        using var output = new MemoryStream();
        writer.Write(page, Origin, output);
        return output.ToArray();
    }

    public static PagePoint[] Box(float left, float top, float right, float bottom) => [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    private static TextLine Line(string id, int number)
    {
        var top = 50 + (100 * number);
        return new(id, [new(50, top + 60), new(400, top + 58), new(750, top + 62)], Box(50, top, 750, top + 80));
    }

    private static LineReading Reading(string text, float probability) => new([
        .. text.EnumerateRunes().Select((rune, i) => new ReadCharacter(rune.ToString(), 2 * i, (2 * i) + 1, probability) { Left = 60 + (20 * i), Right = 78 + (20 * i) }),
    ]);
}
