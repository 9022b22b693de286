namespace HandwritingLstm.Cli.Tests;

/// <summary>A folder of its own for one test, removed in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("htr tests ").FullName; // a blank in the path is part of the test

    /// <summary>A path inside; folders on the way are made.</summary>
    public string this[string name]
    {
        get
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
    }

    /// <summary>Writes a file.</summary>
    public string Write(string name, string content = "")
    {
        var path = this[name];
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
