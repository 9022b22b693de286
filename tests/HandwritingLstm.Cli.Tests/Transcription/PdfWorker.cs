using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Pdf;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>Writes an empty page of the right kind for every file, without a process; a file that says <c>bad: reason</c> fails.</summary>
internal sealed class PdfWorker : IItemWorker
{
    public Task<ItemReport> TranscribeAsync(ItemRequest request, CancellationToken cancellation)
    {
        var text = File.ReadAllText(request.Path);
        if (text.StartsWith("bad: ", StringComparison.Ordinal))
        {
            return Task.FromResult(ItemReport.Failed(text[5..]));
        }

        using var output = File.Create(request.Unfinished + SearchablePdf.Extension);
        SearchablePdf.Write(new(new(8, 9, []), []), new PageOrigin(Path.GetFileName(request.Path)), PageScan.Gray(new GrayImage(8, 9, new byte[72])), output);
        return Task.FromResult(new ItemReport { State = ItemState.Done, Content = text, Extensions = [SearchablePdf.Extension] });
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
