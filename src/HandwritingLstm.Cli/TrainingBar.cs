using HandwritingLstm.Training;
using HandwritingLstm.Training.Data;
using Spectre.Console;

namespace HandwritingLstm.Cli;

/// <summary>A run's progress as a bar with loss, CER, speed and remaining time, for a terminal.</summary>
internal sealed class TrainingBar : ITrainingProgress
{
    private readonly ProgressTask _bar;
    private readonly TrainingLines _lines;

    private TrainingBar(IAnsiConsole terminal, ProgressTask bar)
    {
        _bar = bar;
        // What should stay on the screen is written above the bar; the status is the bar's own text.
        _lines = new TrainingLines(new TerminalWriter(terminal), TimeSpan.MaxValue);
    }

    /// <summary>Shows a bar while something runs.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="run">What runs.</param>
    public static T Show<T>(TextWriter output, Func<ITrainingProgress, T> run)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                ? ColorSystemSupport.NoColors
                : ColorSystemSupport.Detect,
        });
        return terminal.Progress()
            .Columns(new ProgressBarColumn { Width = 12 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new TrainingBar(terminal, context.AddTask("loading", maxValue: 1))));
    }

    /// <inheritdoc/>
    public void Loading(string source, int loaded, int total) =>
        Say($"loading {source}: {loaded} of {total} lines", total == 0 ? 0 : (double)loaded / total);

    /// <inheritdoc/>
    public void Linted(LintReport report) => _lines.Linted(report);

    /// <inheritdoc/>
    public void Started(TrainingStart start) => _lines.Started(start);

    /// <inheritdoc/>
    public void Stepped(TrainingStatus status) => Say(TrainingWords.Short(status), status.Progress);

    /// <inheritdoc/>
    public void Validated(TrainingStatus status, bool isBest) => _lines.Validated(status, isBest);

    /// <inheritdoc/>
    public void Saved(string path) => _lines.Saved(path);

    private void Say(string text, double progress)
    {
        _bar.Description = Markup.Escape(text);
        // A bar at its end counts as finished and is drawn no more.
        _bar.Value = Math.Min(progress, 0.999999);
    }
}
