using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Runs one of poppler's programs on a file of a stranger, which may make it hang or write without end.</summary>
internal static class PopplerProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="path">The file that it reads, for messages.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="time">The longest time; <see cref="Timeout.InfiniteTimeSpan"/> where somebody else looks after that.</param>
    /// <param name="mostBytes">The most bytes that it may write.</param>
    /// <returns>What it wrote, at least one byte.</returns>
    /// <exception cref="RecognitionException">It is not installed, fails, takes longer or writes more; then it is ended.</exception>
    public static byte[] Run(string program, string path, IReadOnlyList<string> arguments, TimeSpan time, long mostBytes)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(time);
            using var ending = deadline.Token.Register(() => End(process)); // its pipes close, and the reading below comes to an end
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var output = new MemoryStream();
            if (!Copy(process.StandardOutput.BaseStream, output, mostBytes))
            {
                End(process);
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: {program} wrote more than {mostBytes} bytes of it, and was ended; print it to a new PDF file."));
            }

            process.WaitForExit();
            if (deadline.IsCancellationRequested)
            {
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: {program} took more than {time.TotalSeconds:0.#} s, and was ended; repair it or print it to a new PDF file."));
            }

            if (process.ExitCode == 0 && output.Length > 0)
            {
                return output.ToArray();
            }

            var reason = error.GetAwaiter().GetResult().ReplaceLineEndings(" ").Trim();
            throw new RecognitionException($"{path}: {program} cannot read it ({(reason.Length > 0 ? reason : "it made nothing")}); repair it or print it to a new PDF file.");
        }
        catch (Win32Exception problem)
        {
            throw new RecognitionException($"{path}: reading PDF files needs poppler's program {program}, which is not installed; install it with: apt-get install poppler-utils", problem);
        }
    }

    /// <summary>Copies to the end; false where there is more than is wanted.</summary>
    private static bool Copy(Stream from, MemoryStream to, long mostBytes)
    {
        var buffer = new byte[1 << 16];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            if (to.Length + read > mostBytes)
            {
                return false;
            }

            to.Write(buffer, 0, read);
        }

        return true;
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
