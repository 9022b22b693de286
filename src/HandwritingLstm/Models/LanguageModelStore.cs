using HandwritingLstm.Decoding;

namespace HandwritingLstm.Models;

/// <summary>The language models that lie beside the program, found by their names.</summary>
public static class LanguageModelStore
{
    private static readonly ShippedFiles _shipped = new(".lm");

    /// <summary>Loads a language model.</summary>
    /// <param name="nameOrPath">A file (<see cref="LanguageModelFile"/>, or <c>.arpa</c>), or the name of a shipped language model; a file wins.</param>
    /// <exception cref="RecognitionException">There is neither, or the file is damaged or no language model.</exception>
    public static CharacterLanguageModel Load(string nameOrPath)
    {
        var path = Find(nameOrPath);
        return ArpaFile.IsArpa(path) ? ArpaFile.Load(path) : LanguageModelFile.Load(path);
    }

    /// <summary>The file of a language model.</summary>
    /// <param name="nameOrPath">A file, or the name of a shipped language model; a file wins.</param>
    /// <exception cref="RecognitionException">There is neither; the message lists the shipped ones.</exception>
    public static string Find(string nameOrPath)
    {
        if (_shipped.Find(nameOrPath, ShippedFiles.Folder) is { } path)
        {
            return path;
        }

        var names = _shipped.Names(ShippedFiles.Folder);
        throw new RecognitionException(
            $"Language model '{nameOrPath}': there is no such file and no shipped language model of that name" +
            $"{(names.Count == 0 ? "" : $"; shipped are: {string.Join(", ", names)}")}. Make one with 'htr lm'.");
    }

    internal static string Find(string nameOrPath, string folder) => _shipped.Find(nameOrPath, folder) ?? nameOrPath;
}
