using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Keeps a second process from working on the same output folder; the system ends the lock with the process, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The folder of the batch's own files.</param>
    /// <param name="output">The output folder, for messages.</param>
    /// <exception cref="RecognitionException">Another process has it.</exception>
    public FolderLock(string folder, string output)
    {
        var owner = Path.Combine(folder, "owner");
        try
        {
            _file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            var who = File.Exists(owner) ? $" (process {File.ReadAllText(owner)})" : "";
            throw new RecognitionException($"{output}: another htr transcribe{who} is working on this folder; wait for it, or name another folder with --out.", problem);
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // A full disk: the lock holds all the same, only without a name.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
