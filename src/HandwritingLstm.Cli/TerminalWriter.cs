using System.Text;
using Spectre.Console;

namespace HandwritingLstm.Cli;

/// <summary>Writes whole lines to a terminal, above whatever is drawn live at its bottom.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class TerminalWriter(IAnsiConsole terminal) : TextWriter
{
    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        terminal.WriteLine(_line.ToString().TrimEnd('\r')); // plain text: no markup in file names
        _line.Clear();
    }
}
