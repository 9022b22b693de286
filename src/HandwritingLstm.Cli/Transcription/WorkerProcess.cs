using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>
/// Transcribes in a process of its own, so that an image that crashes the codec, hangs it or eats all memory costs one
/// item and no more: the process is ended, the item fails with the reason, and a new process takes the next.
/// </summary>
/// <param name="settings">How items are transcribed.</param>
/// <param name="limits">What one item may take.</param>
internal sealed class WorkerProcess(WorkerSettings settings, WorkerLimits limits) : IItemWorker
{
    /// <summary>The command that the process runs; requests come in by its stdin, reports go out by its stdout.</summary>
    public const string Command = "transcribe-worker";

    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);

    private readonly StringBuilder _complaints = new();
    private Process? _process;

    /// <inheritdoc/>
    public async Task<ItemReport> TranscribeAsync(ItemRequest request, CancellationToken cancellation)
    {
        var isFresh = _process is null;
        var (report, misbehaviour) = await AskAsync(request, cancellation).ConfigureAwait(false);
        if (report is null && !isFresh)
        {
            // What went before may be to blame: once more, in a fresh process.
            (report, misbehaviour) = await AskAsync(request, cancellation).ConfigureAwait(false);
        }

        return report ?? ItemReport.Failed(misbehaviour);
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private async Task<(ItemReport? Report, string Misbehaviour)> AskAsync(ItemRequest request, CancellationToken cancellation)
    {
        _process ??= await StartAsync(cancellation).ConfigureAwait(false);
        try
        {
            await SendAsync(JsonSerializer.Serialize(request, TranscriptionJson.Default.ItemRequest)).ConfigureAwait(false);
            var answer = _process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask();
            var clock = Stopwatch.StartNew();
            while (await Task.WhenAny(answer, Task.Delay(_poll, cancellation)).ConfigureAwait(false) != answer)
            {
                cancellation.ThrowIfCancellationRequested();
                if (clock.Elapsed > limits.Time)
                {
                    End();
                    return (ItemReport.Failed(string.Create(
                        CultureInfo.InvariantCulture, $"took more than {limits.Time.TotalSeconds:0.#} s; give it longer with --timeout, or scale it down")), "");
                }

                if (ProcessMemory.WithChildren(_process) > limits.MemoryBytes)
                {
                    End();
                    return (null, string.Create(
                        CultureInfo.InvariantCulture, $"needs more than {limits.MemoryBytes >> 20} MB of memory; allow more with --memory, or scale it down"));
                }
            }

            return await answer.ConfigureAwait(false) is { } line
                ? (JsonSerializer.Deserialize(line, TranscriptionJson.Default.ItemReport), "")
                : (null, Crash());
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return (null, Crash());
        }
        catch (OperationCanceledException)
        {
            End();
            throw;
        }
    }

    private async Task<Process> StartAsync(CancellationToken cancellation)
    {
        var (program, arguments) = Myself();
        var start = new ProcessStartInfo(program, [.. arguments, Command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };

        // Nine tenths for managed memory: then it reports, instead of being ended.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.MemoryBytes / 10 * 9).ToString("X", CultureInfo.InvariantCulture);
        lock (_complaints)
        {
            _complaints.Clear();
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        try
        {
            await SendAsync(JsonSerializer.Serialize(settings, TranscriptionJson.Default.WorkerSettings)).ConfigureAwait(false);
            if (await _process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) is not null)
            {
                return _process;
            }
        }
        catch (IOException)
        {
            // It ended before it read: reported below.
        }

        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var reason = Complaints();
        End();
        throw new RecognitionException(reason.StartsWith("htr: ", StringComparison.Ordinal) ? reason[5..] : $"the worker process cannot start: {reason}");
    }

    private async Task SendAsync(string line)
    {
        await _process!.StandardInput.WriteAsync(line + "\n").ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>What a process that ended by itself ended with.</summary>
    private string Crash()
    {
        var code = -1;
        if (_process is { } process && process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            code = process.ExitCode;
        }

        End();
        var complaints = Complaints();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"crashed the program that reads it (exit code {code}{(complaints.Length > 0 ? ": " + complaints : "")}); save it as PNG and try again with --retry-failed");
    }

    /// <summary>Keeps the first lines only: a crash says first what it is.</summary>
    private void Note(string? line)
    {
        const int Enough = 500;
        lock (_complaints)
        {
            if (!string.IsNullOrWhiteSpace(line) && _complaints.Length < Enough)
            {
                _complaints.Append(_complaints.Length > 0 ? " " : "").Append(line.Trim());
            }
        }
    }

    private string Complaints()
    {
        lock (_complaints)
        {
            return _complaints.ToString();
        }
    }

    private void End()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            _process.Kill(entireProcessTree: true); // with the programs that it runs
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }

        _process.Dispose();
        _process = null;
    }

    /// <summary>This program, however it was started: by its own name, by <c>dotnet htr.dll</c>, or inside a test.</summary>
    private static (string Program, string[] Arguments) Myself()
    {
        var path = Environment.ProcessPath!;
        var name = Path.GetFileNameWithoutExtension(path);
        var own = Path.Combine(AppContext.BaseDirectory, "htr.dll");
        if (string.Equals(name, "htr", StringComparison.Ordinal) || !File.Exists(own))
        {
            return (path, []);
        }

        return (string.Equals(name, "dotnet", StringComparison.Ordinal) ? path : "dotnet", ["exec", own]);
    }
}
