using System.Diagnostics;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>A batch's progress as lines: every failure at once, the state now and then.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="interval">Time between two lines about the state.</param>
internal sealed class BatchLines(TextWriter output, TimeSpan interval) : IBatchProgress
{
    private readonly BatchPace _pace = new();
    private readonly Stopwatch _sinceState = new();

    /// <inheritdoc/>
    public void Started(int toDo, int total)
    {
        _pace.Start(toDo);
        _sinceState.Restart();
        output.WriteLine(FormattableString.Invariant($"htr: {toDo} of {total} pages to do"));
    }

    /// <inheritdoc/>
    public void Finished(PageItem item, string error)
    {
        _pace.Count(error.Length > 0);
        if (error.Length > 0)
        {
            output.WriteLine($"htr: {item.Name}: {error}");
        }

        if (_sinceState.Elapsed > interval)
        {
            output.WriteLine($"htr: {_pace}");
            _sinceState.Restart();
        }
    }

    /// <inheritdoc/>
    public void Say(string message) => output.WriteLine($"htr: {message}");
}
