using System.Text;

namespace HandwritingLstm.Cli;

/// <summary>A result file that appears whole or not at all: written beside its place, then moved there.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it will stand; an existing file is replaced in the end.</param>
    /// <exception cref="RecognitionException">Nothing can be written there.</exception>
    public OutputFile(string path)
    {
        _path = Path.GetFullPath(path);
        _unfinished = $"{_path}.{Environment.ProcessId}.unfinished";
        if (Directory.Exists(_path))
        {
            throw new RecognitionException($"{path}: is a folder; name the file to write.");
        }

        try
        {
            Writer = new StreamWriter(_unfinished, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException(
                $"{path}: cannot be written ({problem.Message}); name a file in a folder that exists and is writable.", problem);
        }
    }

    /// <summary>Receives the content.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Puts the finished file in its place.</summary>
    public void Commit()
    {
        Writer.Dispose();
        File.Move(_unfinished, _path, overwrite: true);
    }

    /// <summary>Removes the file unless it was committed.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        File.Delete(_unfinished);
    }
}
