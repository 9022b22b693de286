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

    /// <summary>Brings what was read to the lines of the file that have it, found by their identifiers.</summary>
    /// <param name="page">What was read, on this page's scale.</param>
    /// <param name="update">Writes a line's reading into its element.</param>
    /// <returns>The regions' lines that the file lacks, as regions to add, with their readings.</returns>
    public IEnumerable<(TextRegion Region, IReadOnlyList<LineReading> Readings)> Update(PageReading page, Action<XElement, TextLine, LineReading> update)
    {
        var lines = Lines.ToDictionary(line => line.Line.Id, line => line.Element, StringComparer.Ordinal);
        var readings = new Queue<LineReading>(page.Readings);
        foreach (var region in page.Layout.Regions)
        {
            var added = new List<TextLine>();
            var addedReadings = new List<LineReading>();
            foreach (var line in region.Lines)
            {
                var reading = readings.Dequeue();
                if (lines.TryGetValue(line.Id, out var element))
                {
                    update(element, line, reading);
                    continue;
                }

                added.Add(line);
                addedReadings.Add(reading);
            }

            if (added.Count > 0)
            {
                yield return (region with { Id = $"{region.Id}_added", Lines = added }, addedReadings);
            }
        }
    }

    /// <summary>A reading of a text that a file gave: every character with the line's confidence, and without a place.</summary>
    /// <param name="text">The text; it is brought into NFC with single spaces.</param>
    /// <param name="confidence">The line's confidence, 0 to 1; a file without one is taken at its word.</param>
    public static LineReading Reading(string text, float? confidence) => new([
        .. Text.TextNormalizer.Normalize(text).EnumerateRunes()
            .Select(rune => new ReadCharacter(rune.ToString(), 0, 0, Math.Clamp(confidence ?? 1, 0, 1))),
    ]);
}
