using CsvHelper;
using HandwritingLstm.Models;

namespace HandwritingLstm.Evaluation;

/// <summary>Writes ground truth as a CSV file <c>image,text,writer,page,split</c> (RFC 4180, UTF-8).</summary>
public static class GroundTruthCsv
{
    /// <summary>Writes a file, which appears whole or not at all.</summary>
    /// <param name="csvPath">The file; the images are named relative to its folder.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="RecognitionException">The file cannot be written.</exception>
    public static void Write(string csvPath, IReadOnlyList<GroundTruthLine> lines)
    {
        ArgumentException.ThrowIfNullOrEmpty(csvPath);
        ArgumentNullException.ThrowIfNull(lines);
        var folder = Path.GetDirectoryName(Path.GetFullPath(csvPath)) ?? "";
        AtomicFile.Write(csvPath, stream =>
        {
            using var csv = CsvWriter.Create(stream, CsvOutput.Options, leaveOpen: true);
            csv.WriteRecord("image", "text", "writer", "page", "split");
            foreach (var line in lines)
            {
                var image = Path.GetRelativePath(folder, line.ImagePath).Replace('\\', '/');
                csv.WriteRecord(image, line.Text, line.Writer ?? "", line.Page ?? "", line.Split ?? "");
            }
        });
    }
}
