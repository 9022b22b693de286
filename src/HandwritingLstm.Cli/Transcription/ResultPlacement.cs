using HandwritingLstm.Pdf;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Puts an item's finished results where they belong, and tells what ails one item from what ails the disk.</summary>
/// <param name="folder">The output folder.</param>
/// <param name="formats">The formats that are asked for.</param>
internal sealed class ResultPlacement(BatchFolder folder, IReadOnlyList<string> formats)
{
    /// <summary>Moves an item's results to their places.</summary>
    /// <returns>Their names; and why they cannot be there, where that is this item's alone: a name that is too long, or taken by a folder.</returns>
    /// <exception cref="RecognitionException">Nothing can be written any more.</exception>
    public (IReadOnlyList<string> Names, string? Problem) Place(FinishedItem finished)
    {
        var results = finished.Report.Extensions.Select(extension => (From: finished.Unfinished + extension, Name: ResultName(finished.Item, extension))).ToList();
        try
        {
            foreach (var (from, name) in results)
            {
                Disk.Place(from, folder.Result(name));
            }

            foreach (var parent in results.Select(result => Path.GetDirectoryName(folder.Result(result.Name))!).Distinct(StringComparer.Ordinal))
            {
                Disk.FlushFolder(parent);
            }

            return ([.. results.Select(result => result.Name)], null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Probe();
            return ([], $"its results cannot be put in their place ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}); rename the scan, or what stands there");
        }
    }

    /// <summary>Throws unless the output folder still takes files: else the problem would be that of every item.</summary>
    private void Probe()
    {
        var probe = Path.Combine(folder.Unfinished, "probe");
        try
        {
            using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write))
            {
                file.Write(new byte[1 << 16]);
                file.Flush(flushToDisk: true);
            }

            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw folder.Unwritable(problem);
        }
    }

    /// <summary>A page that is wanted for its folder's book alone lies among the batch's own files.</summary>
    private string ResultName(PageItem item, string extension)
    {
        var isForBook = string.Equals(extension, SearchablePdf.Extension, StringComparison.Ordinal) && !formats.Contains(PageFormats.Pdf, StringComparer.Ordinal);
        return (isForBook ? BatchFolder.PagesOfBooks : "") + item.ResultName + extension;
    }
}
