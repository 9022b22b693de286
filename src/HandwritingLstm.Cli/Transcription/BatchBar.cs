using Spectre.Console;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>A batch's progress as a bar with speed, remaining time and failures, for a terminal.</summary>
internal sealed class BatchBar : IBatchProgress
{
    private readonly TerminalBar _bar;
    private readonly BatchPace _pace = new();

    private BatchBar(TerminalBar bar) => _bar = bar;

    /// <summary>Shows a bar while something runs.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="run">What runs.</param>
    public static T Show<T>(TextWriter output, Func<IBatchProgress, T> run) =>
        TerminalBar.Show(output, 24, "looking for pages", bar => run(new BatchBar(bar)));

    /// <inheritdoc/>
    public void Started(int toDo, int total)
    {
        _pace.Start(toDo);
        Draw();
    }

    /// <inheritdoc/>
    public void Finished(PageItem item, string error)
    {
        _pace.Count(error.Length > 0);
        if (error.Length > 0)
        {
            Say($"{item.Name}: {error}");
        }

        Draw();
    }

    /// <inheritdoc/>
    public void Say(string message) => _bar.Terminal.WriteLine($"htr: {message}"); // above the bar; plain text: no markup in file names

    private void Draw() => _bar.Draw(_pace.ToString(), _pace.Progress);
}
