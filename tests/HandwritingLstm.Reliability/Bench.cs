using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace HandwritingLstm.Reliability;

/// <summary>A place where <c>htr transcribe</c> runs as a process, is killed, and its results are looked at.</summary>
internal sealed class Bench : IDisposable
{
    private readonly string _model;

    private const string Marker = ".htr-reliability"; // only a folder with it is ever emptied

    /// <param name="folder">Where to work; it is emptied.</param>
    /// <param name="model">The model that reads.</param>
    public Bench(string folder, string model)
    {
        Folder = Path.GetFullPath(folder);
        _model = model;
        if (Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any() && !File.Exists(Path.Combine(Folder, Marker)))
        {
            throw new RecognitionException($"{folder}: is not empty and not of an earlier trial; name another folder with --work.");
        }

        Dispose();
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, Marker), "");
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>A folder inside, made.</summary>
    public string Make(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>A folder inside, empty.</summary>
    public string MakeAnew(string name)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return folder;
    }

    /// <summary>Runs to the end.</summary>
    public Outcome Transcribe(string input, string output, params string[] more)
    {
        var clock = Stopwatch.StartNew();
        using var run = Start(input, output, more);
        var error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return new(run.ExitCode, error, clock.Elapsed);
    }

    /// <summary>Starts a run.</summary>
    public Process Start(string input, string output, params string[] more) => Process.Start(new ProcessStartInfo(
        "dotnet",
        ["exec", Path.Combine(AppContext.BaseDirectory, "htr.dll"), "transcribe", input, "--out", output, "--model", _model, .. more])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
    })!;

    /// <summary>All results below a folder with their checksums, in one text; the batch's own files left out.</summary>
    public static string Results(string output)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(output, file);
            if (!name.StartsWith(".transcribe", StringComparison.Ordinal))
            {
                text.Append(name).Append(' ').Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The records of a ledger, as they stand there.</summary>
    public static string[] Ledger(string output)
    {
        var path = Path.Combine(output, ".transcribe", "ledger.jsonl");
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
