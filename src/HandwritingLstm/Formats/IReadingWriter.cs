namespace HandwritingLstm.Formats;

/// <summary>Writes readings in a format, one after another.</summary>
public interface IReadingWriter
{
    /// <summary>Writes the reading of one line image.</summary>
    /// <param name="image">The image's name as it was given or found.</param>
    /// <param name="reading">What was read.</param>
    void Write(string image, LineReading reading);
}
