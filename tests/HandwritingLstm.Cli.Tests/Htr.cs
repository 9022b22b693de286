namespace HandwritingLstm.Cli.Tests;

/// <summary>One run of the command line in this process.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What went to stdout.</param>
/// <param name="Error">What went to stderr.</param>
internal sealed record Htr(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of stdout.</summary>
    public string[] OutputLines => Lines(Output);

    /// <summary>The lines of stderr.</summary>
    public string[] ErrorLines => Lines(Error);

    public static Htr Run(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        return new(Program.Run(args, output, error), output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) => text.Split('\n')[..^1];
}
