using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli;

/// <summary>The command line <c>htr</c>: parses, runs one command, and maps what went wrong to an exit code.</summary>
internal static class Program
{
    private static readonly (string Name, Func<Command> Create)[] _commands =
    [
        ("recognize", RecognizeCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("split", SplitCommand.Create),
        ("inspect", InspectCommand.Create),
        ("convert", ConvertCommand.Create),
        ("train", TrainCommand.Create),
        ("lint", LintCommand.Create),
        ("synthesize", SynthesizeCommand.Create),
        ("lm", LanguageModelCommand.Create),
    ];

    /// <summary>Runs the command line on the process's console.</summary>
    public static int Main(string[] args)
    {
        // Results are UTF-8 whatever the locale says; at once on a terminal, but in large pieces to a file or pipe.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false))
        {
            AutoFlush = !Console.IsOutputRedirected,
            NewLine = "\n",
        };
        ImageFile.Prepare(); // while this thread parses the command line and loads the model
        return Run(args, output, Console.Error);
    }

    /// <summary>Runs the command line on any writers.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives everything else.</param>
    /// <returns>An exit code as in <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Reads handwriting with neural networks (CNN, LSTM, CTC) in C# alone.");
        foreach (var (name, create) in _commands)
        {
            // Of the command that is meant alone, where one is: describing them all takes milliseconds.
            if (!IsCommand(args) || string.Equals(name, args[0], StringComparison.Ordinal))
            {
                root.Add(create());
            }
        }

        // A file may be called @notes.png: no response files.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var problem in parsed.Errors)
            {
                error.WriteLine($"htr: {string.Join(' ', problem.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
            }

            var command = parsed.CommandResult.Command;
            error.WriteLine($"htr: try 'htr {(command is RootCommand ? "" : command.Name + " ")}--help'");
            return ExitCode.Misuse;
        }

        try
        {
            var console = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            return parsed.Invoke(console);
        }
        catch (MisuseException problem)
        {
            error.WriteLine($"htr: {problem.Message}");
            return ExitCode.Misuse;
        }
        catch (Exception problem) when (problem is RecognitionException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"htr: {problem.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            output.Flush();
        }
    }

    private static bool IsCommand(IReadOnlyList<string> args)
    {
        foreach (var (name, _) in _commands)
        {
            if (args.Count > 0 && string.Equals(name, args[0], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
