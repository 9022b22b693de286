using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>A page of a PAGE or ALTO file.</summary>
/// <param name="Element">Where it stands in the file.</param>
/// <param name="Layout">What it is.</param>
/// <param name="Lines">Its lines in reading order: those of <paramref name="Layout"/>, in their order.</param>
internal sealed record LocatedPage(XElement Element, PageLayout Layout, IReadOnlyList<LocatedLine> Lines)
{
    /// <summary>The page's readings, the lines in their order.</summary>
    /// <param name="read">Reads the text of a line's element.</param>
    public PageReading Read(Func<XElement, LineReading> read) => new(Layout, [.. Lines.Select(line => read(line.Element))]);

    /// <summary>A reading of a text that a file gave: every character with the line's confidence, and without a place.</summary>
    /// <param name="text">The text; it is brought into NFC with single spaces.</param>
    /// <param name="confidence">The line's confidence, 0 to 1; a file without one is taken at its word.</param>
    public static LineReading Reading(string text, float? confidence) => new([
        .. Text.TextNormalizer.Normalize(text).EnumerateRunes()
            .Select(rune => new ReadCharacter(rune.ToString(), 0, 0, Math.Clamp(confidence ?? 1, 0, 1))),
    ]);
}
