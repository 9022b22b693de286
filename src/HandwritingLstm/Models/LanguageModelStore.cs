using HandwritingLstm.Decoding;

namespace HandwritingLstm.Models;

/// <summary>The language models that lie beside the program, found by their names.</summary>
public static class LanguageModelStore
{
    private const string Extension = ".lm";
    private const string ArpaExtension = ".arpa";

    private static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "Models");

    /// <summary>Loads a language model.</summary>
    /// <param name="nameOrPath">A file (<see cref="LanguageModelFile"/>, or <c>.arpa</c>), or the name of a shipped language model; a file wins.</param>
    /// <exception cref="RecognitionException">There is neither, or the file is damaged or no language model.</exception>
    public static CharacterLanguageModel Load(string nameOrPath)
    {
        var path = Find(nameOrPath, ShippedFolder);
        if (!File.Exists(path))
        {
            var names = Names(ShippedFolder);
            throw new RecognitionException(
                $"Language model '{nameOrPath}': there is no such file and no shipped language model of that name" +
                $"{(names.Count == 0 ? "" : $"; shipped are: {string.Join(", ", names)}")}. Make one with 'htr lm'.");
        }

        return path.EndsWith(ArpaExtension, StringComparison.OrdinalIgnoreCase) ? ArpaFile.Load(path) : LanguageModelFile.Load(path);
    }

    internal static string Find(string nameOrPath, string folder)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        var shipped = Path.Combine(folder, nameOrPath + Extension);
        var isName = string.Equals(Path.GetFileName(nameOrPath), nameOrPath, StringComparison.Ordinal);
        return !File.Exists(nameOrPath) && isName && File.Exists(shipped) ? shipped : nameOrPath;
    }

    private static IReadOnlyList<string> Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
        : [];
}
