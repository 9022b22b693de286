namespace HandwritingLstm.Models;

/// <summary>Files of one kind that lie beside the program, found by their names.</summary>
/// <param name="extension">What their names end in, with the dot.</param>
internal sealed class ShippedFiles(string extension)
{
    /// <summary>Where they lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Models");

    /// <summary>A file, or that of a name; a file wins. Null = there is neither.</summary>
    public string? Find(string nameOrPath, string folder)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (File.Exists(nameOrPath))
        {
            return nameOrPath;
        }

        var shipped = Path.Combine(folder, nameOrPath + extension);
        return string.Equals(Path.GetFileName(nameOrPath), nameOrPath, StringComparison.Ordinal) && File.Exists(shipped) ? shipped : null;
    }

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + extension).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
        : [];
}
