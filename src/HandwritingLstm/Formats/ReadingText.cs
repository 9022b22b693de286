namespace HandwritingLstm.Formats;

/// <summary>Plain text, one line per line image; with names, each line stands behind its image's name and a tab.</summary>
/// <param name="writer">Receives the lines; line ends are <c>\n</c>.</param>
/// <param name="withNames">True: name, tab, text, as <c>grep</c> does for several files. False: the text alone.</param>
public sealed class ReadingText(TextWriter writer, bool withNames) : IReadingWriter
{
    /// <inheritdoc/>
    public void Write(string image, LineReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (withNames)
        {
            writer.Write(image);
            writer.Write('\t');
        }

        writer.Write(reading.Text);
        writer.Write('\n');
    }
}
