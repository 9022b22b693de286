using System.IO.Enumeration;

namespace HandwritingLstm.Cli;

/// <summary>Expands <c>*</c>, <c>?</c> and <c>**</c> in a path, for when the shell did not.</summary>
/// <remarks>As in a shell, names that start with a point are matched only by patterns that do.</remarks>
internal static class GlobPattern
{
    /// <summary>True when a path holds wildcards and is not simply the name of something that exists.</summary>
    public static bool IsPattern(string path) =>
        path.AsSpan().ContainsAny('*', '?') && !File.Exists(path) && !Directory.Exists(path);

    /// <summary>The files and folders that match, in natural order.</summary>
    /// <param name="pattern">Such as <c>scans/*/line?.png</c> or <c>scans/**/*.png</c> (<c>**</c>: any number of folders).</param>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> found = [root];
        foreach (var segment in pattern[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = segment switch
            {
                "**" => found.SelectMany(WithFoldersBelow),
                _ when segment.AsSpan().ContainsAny('*', '?') => found.SelectMany(folder => Matches(folder, segment)),
                _ => found.Select(folder => Path.Combine(folder, segment))
                    .Where(path => segment is "." or ".." || Path.Exists(path)),
            };
        }

        return [.. found.Distinct(StringComparer.Ordinal).Order(NaturalOrder.Comparer)];
    }

    private static IEnumerable<string> Matches(string folder, string segment) =>
        Entries(folder, entry => entry.EnumerateFileSystemInfos())
            .Select(entry => entry.Name)
            .Where(name => (name[0] != '.' || segment[0] == '.') && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false))
            .Select(name => Path.Combine(folder, name));

    private static IEnumerable<string> WithFoldersBelow(string folder) =>
        Entries(folder, entry => entry.EnumerateDirectories())
            .Where(entry => entry.Name[0] != '.' && entry.LinkTarget is null) // a link may lead in a circle
            .SelectMany(entry => WithFoldersBelow(Path.Combine(folder, entry.Name)))
            .Prepend(folder);

    /// <summary>A folder that is none, or that may not be listed, matches nothing.</summary>
    private static List<FileSystemInfo> Entries(string folder, Func<DirectoryInfo, IEnumerable<FileSystemInfo>> list)
    {
        try
        {
            return [.. list(new DirectoryInfo(folder.Length == 0 ? "." : folder))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
