namespace HandwritingLstm.Models;

/// <summary>The models that lie beside the program, found by their names.</summary>
public static class ModelStore
{
    private const string Extension = ".safetensors";

    private static readonly ShippedFiles _shipped = new(Extension);

    /// <summary>The file of a model.</summary>
    /// <param name="nameOrPath">A file, or the name of a shipped model; a file wins.</param>
    /// <exception cref="RecognitionException">There is neither; the message lists the shipped models.</exception>
    public static string Find(string nameOrPath) => Find(nameOrPath, ShippedFiles.Folder);

    /// <summary>The names of the shipped models, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names() => Names(ShippedFiles.Folder);

    internal static string Find(string nameOrPath, string folder)
    {
        if (_shipped.Find(nameOrPath, folder) is { } path)
        {
            return path;
        }

        var names = Names(folder);
        var shipped = names.Count == 0 ? "no model is shipped with this program" : $"the shipped models are: {string.Join(", ", names)}";
        throw new RecognitionException(
            $"Model '{nameOrPath}': there is no such file and no shipped model of that name; {shipped}. Name one of them or a {Extension} file.");
    }

    internal static IReadOnlyList<string> Names(string folder) => _shipped.Names(folder);
}
