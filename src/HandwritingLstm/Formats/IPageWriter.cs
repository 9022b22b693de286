namespace HandwritingLstm.Formats;

/// <summary>Writes what was read on a page in a format: one file for one page.</summary>
/// <remarks>The same page makes the same bytes, on every machine and in every culture.</remarks>
public interface IPageWriter
{
    /// <summary>What is added to the image's name to name the file, such as <c>.page.xml</c>.</summary>
    string Extension { get; }

    /// <summary>Writes one page.</summary>
    /// <param name="page">What was read.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    void Write(PageReading page, PageOrigin origin, Stream output);
}
