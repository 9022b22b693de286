using HandwritingLstm.Formats;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>The formats that <c>htr transcribe</c> writes, by the names the command line knows.</summary>
internal static class PageFormats
{
    /// <summary>Everything.</summary>
    public const string All = "all";

    /// <summary>A searchable PDF for every page.</summary>
    public const string Pdf = "pdf";

    /// <summary>A searchable PDF for every folder, of all its pages.</summary>
    public const string Book = "book";

    private static readonly Dictionary<string, IPageWriter> _writers = new(StringComparer.Ordinal)
    {
        ["text"] = new PageText(),
        ["csv"] = new PageCsv(),
        ["json"] = new PageJson(),
        ["page"] = new PageXml(),
        ["alto"] = new Alto(),
        ["hocr"] = new Hocr(),
        ["tei"] = new Tei(),
    };

    /// <summary>The names, less <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _writers.Keys, Pdf, Book];

    /// <summary>The formats that names stand for, each once, in the order of <see cref="Names"/>.</summary>
    /// <param name="names">Names, also several with commas between.</param>
    /// <exception cref="MisuseException">There is no such format, or none is named.</exception>
    public static IReadOnlyList<string> Parse(IEnumerable<string> names)
    {
        var wanted = names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var unknown = wanted.Count == 0 ? "" : wanted.FirstOrDefault(name => !string.Equals(name, All, StringComparison.Ordinal) && !Names.Contains(name, StringComparer.Ordinal));
        return unknown is not null
            ? throw new MisuseException($"--format is '{unknown}'; expected {string.Join(", ", Names)} or {All}, several with commas between.")
            : [.. Names.Where(name => wanted.Contains(All) || wanted.Contains(name))];
    }

    /// <summary>Whether pages must be written as PDF: for themselves, or for a book.</summary>
    public static bool NeedPdf(IReadOnlyList<string> formats) => formats.Contains(Pdf, StringComparer.Ordinal) || formats.Contains(Book, StringComparer.Ordinal);

    /// <summary>The writer of a format; null for those that need the scan.</summary>
    public static IPageWriter? WriterOf(string format) => _writers.GetValueOrDefault(format);
}
