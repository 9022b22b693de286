using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>Counts what it is told; on demand it interrupts, as a power cut would, after so many items.</summary>
internal sealed class FakeProgress(int interruptAfter = int.MaxValue) : IBatchProgress
{
    private int _finished;

    /// <summary>What people were told.</summary>
    public List<string> Said { get; } = [];

    public void Started(int toDo, int total) => Said.Add($"{toDo} of {total}");

    public void Finished(PageItem item, string error)
    {
        if (error.Length > 0)
        {
            Said.Add($"{item.Name}: {error}");
        }

        if (++_finished >= interruptAfter)
        {
            throw new InvalidOperationException("power cut");
        }
    }

    public void Say(string message) => Said.Add(message);
}
