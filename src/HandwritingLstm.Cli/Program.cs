using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Runtime.InteropServices;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli;

/// <summary>The command line <c>htr</c>: parses, runs one command, and maps what went wrong to an exit code.</summary>
internal static class Program
{
    private static readonly (string Name, Func<Command> Create)[] _commands =
    [
        ("recognize", RecognizeCommand.Create),
        ("segment", SegmentCommand.Create),
        ("transcribe", TranscribeCommand.Create),
        ("cut", CutCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("split", SplitCommand.Create),
        ("inspect", InspectCommand.Create),
        ("convert", ConvertCommand.Create),
        ("train", TrainCommand.Create),
        ("lint", LintCommand.Create),
        ("synthesize", SynthesizeCommand.Create),
        ("lm", LanguageModelCommand.Create),
        ("tune", TuneCommand.Create),
        (WorkerProcess.Command, WorkerCommand.Create),
    ];

    private static readonly string[] _helps = ["--help", "-h", "-?", "/h", "/?", "--version"];

    /// <summary>Runs the command line on the process's console.</summary>
    public static int Main(string[] args)
    {
        using var output = ConsoleWriter.Output();
        WarmUp.Start(output.Open); // while this thread parses the command line and loads the model
        return Run(args, output, ConsoleWriter.Error());
    }

    /// <summary>Runs the command line on any writers.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives everything else.</param>
    /// <returns>An exit code as in <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        // 0.8 is 0.8 wherever it is typed; help stays in the user's language.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

        // A file may be called @notes.png: no response files.
        var parsed = Describe(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var problem in parsed.Errors)
            {
                error.WriteLine($"htr: {string.Join(' ', problem.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
            }

            var command = parsed.CommandResult.Command;
            error.WriteLine($"htr: try 'htr {(command.Parents.Any() ? command.Name + " " : "")}--help'");
            return ExitCode.Misuse;
        }

        try
        {
            var code = Invoke(parsed, output, error);
            output.Flush();
            return code;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"htr: standard output cannot be written: {problem.Message}");
            return ExitCode.Failed;
        }
    }

    private static int Invoke(ParseResult parsed, TextWriter output, TextWriter error)
    {
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (MisuseException problem)
        {
            error.WriteLine($"htr: {problem.Message}");
            return ExitCode.Misuse;
        }
        // External: torch's, such as a GPU whose memory is full.
        catch (Exception problem) when (problem is RecognitionException or IOException or UnauthorizedAccessException or ExternalException)
        {
            error.WriteLine($"htr: {problem.Message}");
            return ExitCode.Failed;
        }
    }

    // To describe every command, and help in the user's language, takes a tenth of the program's start: only for those who ask.
    private static Command Describe(IReadOnlyList<string> args)
    {
        var meant = _commands.FirstOrDefault(command => args.Count > 0 && string.Equals(command.Name, args[0], StringComparison.Ordinal));
        if (meant.Create is not null && !args.Any(_helps.Contains))
        {
            return new Command("htr") { meant.Create() };
        }

        var root = new RootCommand("Reads handwriting with neural networks (CNN, LSTM, CTC) in C# alone.");
        foreach (var (_, create) in _commands)
        {
            root.Add(create());
        }

        return root;
    }
}
