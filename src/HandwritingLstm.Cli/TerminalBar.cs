using Spectre.Console;

namespace HandwritingLstm.Cli;

/// <summary>A bar with a line of text beside it, redrawn in place on a terminal.</summary>
internal sealed class TerminalBar
{
    private readonly ProgressTask _bar;

    private TerminalBar(IAnsiConsole terminal, ProgressTask bar)
    {
        Terminal = terminal;
        _bar = bar;
    }

    /// <summary>The terminal: what is written to it stays, above the bar.</summary>
    public IAnsiConsole Terminal { get; }

    /// <summary>Shows a bar while something runs.</summary>
    /// <param name="output">The terminal; NO_COLOR is respected.</param>
    /// <param name="width">The bar's width in characters.</param>
    /// <param name="text">The text to begin with.</param>
    /// <param name="run">What runs.</param>
    public static T Show<T>(TextWriter output, int width, string text, Func<TerminalBar, T> run)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output is ConsoleWriter console ? console.Stream : output),
            ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                ? ColorSystemSupport.NoColors
                : ColorSystemSupport.Detect,
        });
        return terminal.Progress()
            .Columns(new ProgressBarColumn { Width = width }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new TerminalBar(terminal, context.AddTask(text, maxValue: 1))));
    }

    /// <summary>Draws the bar anew.</summary>
    /// <param name="text">The text; it is no markup.</param>
    /// <param name="progress">0 to 1.</param>
    public void Draw(string text, double progress)
    {
        _bar.Description = Markup.Escape(text);
        // A bar at its end counts as finished and is drawn no more.
        _bar.Value = Math.Min(progress, 0.999999);
    }
}
