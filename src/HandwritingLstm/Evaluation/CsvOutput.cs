using CsvHelper;

namespace HandwritingLstm.Evaluation;

/// <summary>How all our CSV files are written: RFC 4180 with <c>\n</c>; fields with outer spaces are quoted too, as some readers trim.</summary>
internal static class CsvOutput
{
    /// <summary>The options.</summary>
    public static CsvWriterOptions Options { get; } = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };
}
