using Spectre.Console;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>A batch's progress as a bar with speed, remaining time and failures, for a terminal.</summary>
internal sealed class BatchBar : IBatchProgress
{
    private readonly ProgressTask _bar;
    private readonly BatchPace _pace = new();
    private readonly IAnsiConsole _terminal;

    private BatchBar(IAnsiConsole terminal, ProgressTask bar)
    {
        _bar = bar;
        _terminal = terminal;
    }

    /// <summary>Shows a bar while something runs.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="run">What runs.</param>
    public static T Show<T>(TextWriter output, Func<IBatchProgress, T> run)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                ? ColorSystemSupport.NoColors
                : ColorSystemSupport.Detect,
        });
        return terminal.Progress()
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new BatchBar(terminal, context.AddTask("looking for pages", maxValue: 1))));
    }

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
    public void Say(string message) => _terminal.WriteLine($"htr: {message}"); // above the bar; plain text: no markup in file names

    private void Draw()
    {
        _bar.Description = Markup.Escape(_pace.ToString());
        // A bar at its end counts as finished and is drawn no more.
        _bar.Value = Math.Min(_pace.Progress, 0.999999);
    }
}
