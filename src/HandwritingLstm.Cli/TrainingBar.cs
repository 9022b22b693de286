using HandwritingLstm.Training;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Cli;

/// <summary>A run's progress as a bar with loss, CER, speed and remaining time, for a terminal.</summary>
internal sealed class TrainingBar : ITrainingProgress
{
    private readonly TerminalBar _bar;
    private readonly TrainingLines _lines;

    private TrainingBar(TerminalBar bar)
    {
        _bar = bar;
        // What should stay on the screen is written above the bar; the status is the bar's own text.
        _lines = new TrainingLines(new TerminalWriter(bar.Terminal), TimeSpan.MaxValue);
    }

    /// <summary>Shows a bar while something runs.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="run">What runs.</param>
    public static T Show<T>(TextWriter output, Func<ITrainingProgress, T> run) =>
        TerminalBar.Show(output, 12, "loading", bar => run(new TrainingBar(bar)));

    /// <inheritdoc/>
    public void Loading(string source, int loaded, int total) =>
        _bar.Draw($"loading {source}: {loaded} of {total} lines", total == 0 ? 0 : (double)loaded / total);

    /// <inheritdoc/>
    public void Linted(LintReport report) => _lines.Linted(report);

    /// <inheritdoc/>
    public void Started(TrainingStart start) => _lines.Started(start);

    /// <inheritdoc/>
    public void Stepped(TrainingStatus status) => _bar.Draw(TrainingWords.Short(status), status.Progress);

    /// <inheritdoc/>
    public void Validated(TrainingStatus status, bool isBest) => _lines.Validated(status, isBest);

    /// <inheritdoc/>
    public void Saved(string path) => _lines.Saved(path);
}
