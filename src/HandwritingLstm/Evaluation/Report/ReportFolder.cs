using System.Globalization;
using System.Text;
using HandwritingLstm.Models;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>Writes a report: <c>index.html</c> for people, <c>report.json</c> for programs, <c>lines.csv</c> with every line.</summary>
public static class ReportFolder
{
    /// <summary>The page; it needs no other file and no network.</summary>
    public const string Page = "index.html";

    /// <summary>The figures.</summary>
    public const string Json = "report.json";

    /// <summary>One row for every line.</summary>
    public const string Lines = "lines.csv";

    /// <summary>Writes the three files; each appears whole or not at all.</summary>
    /// <param name="folder">The folder; it is made if it is not there. Files of an earlier report are replaced.</param>
    /// <param name="content">What the report says.</param>
    /// <param name="options">What is shown; null = the defaults.</param>
    /// <exception cref="RecognitionException">The folder or a file cannot be written.</exception>
    public static void Write(string folder, ReportContent content, ReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(content);
        options ??= new ReportOptions();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{folder}: the folder cannot be made: {problem.Message} Name a folder that can be written.", problem);
        }

        var gallery = new Gallery(content.Report, options);
        AtomicFile.Write(Path.Combine(folder, Lines), stream => LinesCsv.Write(stream, content.Report.Lines));
        AtomicFile.Write(Path.Combine(folder, Json), stream => ReportJson.Write(stream, content, gallery));
        AtomicFile.Write(Path.Combine(folder, Page), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            new HtmlReport(content, gallery, options).Write(writer);
        });
    }

    /// <summary>A text that belongs to the library, such as the page's style.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(ReportFolder).Assembly.GetManifestResourceStream(
            string.Create(CultureInfo.InvariantCulture, $"{typeof(ReportFolder).Namespace}.{name}"))!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
