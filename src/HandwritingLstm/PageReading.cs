using HandwritingLstm.Segmentation;

namespace HandwritingLstm;

/// <summary>What was read on a page.</summary>
/// <param name="Layout">Where its lines stand.</param>
/// <param name="Readings">
/// What each line says: one reading for each of <see cref="PageLayout.Lines"/>, in their order. A character's
/// <see cref="ReadCharacter.Left"/> and <see cref="ReadCharacter.Right"/> are x-coordinates of the page, measured along the line's baseline.
/// </param>
public sealed record PageReading(PageLayout Layout, IReadOnlyList<LineReading> Readings)
{
    /// <summary>The lines with what they say, in reading order.</summary>
    public IEnumerable<(TextLine Line, LineReading Reading)> Lines => Layout.Lines.Zip(Readings);

    /// <summary>The text of the page in NFC: a row for every line, between them <c>\n</c>.</summary>
    public string Text => string.Join('\n', Readings.Select(reading => reading.Text));
}
