using System.Collections.Concurrent;
using System.Text.Json;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>
/// The requests that come in on stdin, read ahead by a thread of its own: when stdin ends, the parent is gone, and the
/// process ends at once, whatever it is doing, so that a killed batch leaves no worker behind.
/// </summary>
internal sealed class RequestQueue : IDisposable
{
    private readonly BlockingCollection<ItemRequest> _requests = [];

    /// <param name="input">Where requests come from, one a line.</param>
    public RequestQueue(TextReader input)
    {
        new Thread(() =>
        {
            while (input.ReadLine() is { } line)
            {
                _requests.Add(JsonSerializer.Deserialize(line, TranscriptionJson.Default.ItemRequest)!);
            }

            Environment.Exit(ExitCode.Done);
        })
        {
            IsBackground = true,
        }.Start();
    }

    /// <summary>The requests, waited for.</summary>
    public IEnumerable<ItemRequest> Requests => _requests.GetConsumingEnumerable();

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();
}
