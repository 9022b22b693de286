using System.CommandLine;
using System.Text.Json;

namespace HandwritingLstm.Cli.Transcription;

/// <summary><c>htr transcribe-worker</c>, which <c>htr transcribe</c> runs: settings, then requests on stdin; a report for each on stdout.</summary>
internal static class WorkerCommand
{
    /// <summary>Describes the command, which people need not see.</summary>
    public static Command Create()
    {
        var command = new Command(WorkerProcess.Command, "Transcribes items for htr transcribe.") { Hidden = true };
        command.SetAction(parsed => Run(Console.In, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(TextReader requests, TextWriter reports)
    {
        // Ctrl-C is for the parent, which ends its workers.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        if (requests.ReadLine() is not { } first)
        {
            return ExitCode.Done;
        }

        var settings = JsonSerializer.Deserialize(first, TranscriptionJson.Default.WorkerSettings)!;
        using var reader = new PageReader(settings);
        var transcriber = new ItemTranscriber(reader, settings);
        Say(reports, "ready");
        using var queue = new RequestQueue(requests);
        foreach (var request in queue.Requests)
        {
            Say(reports, JsonSerializer.Serialize(transcriber.Transcribe(request), TranscriptionJson.Default.ItemReport));
        }

        return ExitCode.Done;
    }

    private static void Say(TextWriter reports, string line)
    {
        reports.WriteLine(line);
        reports.Flush();
    }
}
