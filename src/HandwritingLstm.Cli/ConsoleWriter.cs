using System.Text;

namespace HandwritingLstm.Cli;

/// <summary>The console's standard output or error, opened when something is first written: that takes a tenth of a short run, and errors are rare.</summary>
internal sealed class ConsoleWriter : TextWriter
{
    private readonly Lazy<TextWriter> _stream;
    private readonly Func<bool> _isRedirected;

    /// <summary>What opens the stream, and what says whether it goes to a file or pipe.</summary>
    internal ConsoleWriter(Func<TextWriter> open, Func<bool> isRedirected)
    {
        _stream = new Lazy<TextWriter>(open);
        _isRedirected = isRedirected;
    }

    /// <summary>Whether people read along.</summary>
    public bool IsTerminal => !_isRedirected();

    /// <summary>What is behind it, which libraries know as the console's own; it is opened now.</summary>
    public TextWriter Stream => _stream.Value;

    /// <inheritdoc/>
    public override Encoding Encoding => Stream.Encoding;

    /// <summary>Standard output: results, in UTF-8 whatever the locale says; at once on a terminal, but in large pieces to a file or pipe.</summary>
    public static ConsoleWriter Output() => new(
        () => new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = !Console.IsOutputRedirected, NewLine = "\n" },
        () => Console.IsOutputRedirected)
    {
        NewLine = "\n",
    };

    /// <summary>Standard error: everything else.</summary>
    public static ConsoleWriter Error() => new(() => Console.Error, () => Console.IsErrorRedirected);

    /// <summary>Opens it now.</summary>
    public void Open() => _ = Stream;

    /// <inheritdoc/>
    public override void Write(char value) => Stream.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => Stream.Write(value);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Stream.Write(buffer);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Stream.Write(buffer, index, count);

    /// <inheritdoc/>
    public override void WriteLine() => Stream.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Stream.WriteLine(value);

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_stream.IsValueCreated)
        {
            _stream.Value.Flush();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _stream.IsValueCreated)
        {
            _stream.Value.Dispose();
        }

        base.Dispose(disposing);
    }
}
