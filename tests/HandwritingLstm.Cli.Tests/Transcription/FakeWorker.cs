using System.Security.Cryptography;
using System.Text;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>
/// Transcribes without a process or a network: a result is the file's own text in capitals. A file that says
/// <c>bad: reason</c> fails.
/// </summary>
internal sealed class FakeWorker(ConcurrentLog log) : IItemWorker
{
    public Task<ItemReport> TranscribeAsync(ItemRequest request, CancellationToken cancellation)
    {
        var text = File.ReadAllText(request.Path);
        var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (string.Equals(content, request.KnownContent, StringComparison.Ordinal))
        {
            return Task.FromResult(new ItemReport { State = ItemState.Done, Content = content, IsUnchanged = true });
        }

        log.Add(Path.GetFileName(request.Path));
        if (log.DiskIsFull)
        {
            return Task.FromResult(new ItemReport { State = ItemState.Blocked, Error = "No space left on device" });
        }

        if (text.StartsWith("bad: ", StringComparison.Ordinal))
        {
            return Task.FromResult(ItemReport.Failed(text[5..]) with { Content = content });
        }

        File.WriteAllText(request.Unfinished + ".txt", text.ToUpperInvariant());
        return Task.FromResult(new ItemReport { State = ItemState.Done, Content = content, Extensions = [".txt"], Lines = 1 });
    }

    public void Dispose() => log.Add("end");
}
