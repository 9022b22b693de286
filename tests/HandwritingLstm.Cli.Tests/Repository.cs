namespace HandwritingLstm.Cli.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>What a build, an editor or a run leaves behind, and is no part of the tree.</summary>
    private static readonly string[] _ignored = [".git", ".vs", ".idea", "bin", "obj", "artifacts", "publish", "runs", "TestResults"];

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All folders, relative to the root, with <c>/</c>; those of a build, and those below them, left out.</summary>
    public static IEnumerable<string> Folders(string below = "") =>
        Directory.EnumerateDirectories(Path.Combine(Root, below))
            .Select(folder => Path.GetRelativePath(Root, folder).Replace('\\', '/'))
            .Where(folder => !_ignored.Contains(Path.GetFileName(folder), StringComparer.Ordinal))
            .SelectMany(folder => Folders(folder).Prepend(folder));

    /// <summary>All files in those folders, relative to the root.</summary>
    public static IEnumerable<string> Files(string extension) =>
        Folders().SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + extension))
            .Select(file => Path.GetRelativePath(Root, file));

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HandwritingLstm.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
