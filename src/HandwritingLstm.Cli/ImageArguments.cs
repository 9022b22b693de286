using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Cli;

/// <summary>Turns the arguments IMAGES, FOLDERS and GLOBS into image files.</summary>
internal static class ImageArguments
{
    /// <summary>What is taken from a folder; a file that is named or matched by a pattern may be called anything, but for the overlays of <c>htr segment</c>, which must be named.</summary>
    public static IReadOnlyList<string> Extensions => GroundTruthFolder.ImageEndings;

    /// <summary>The images in the order of the arguments; a folder's own images (not those below it) in natural order.</summary>
    /// <param name="arguments">Files, folders and patterns.</param>
    /// <returns>The images; an argument that names nothing is one image with a problem.</returns>
    public static IReadOnlyList<ImageSource> Expand(IEnumerable<string> arguments) => [.. arguments.SelectMany(Expand)];

    private static IEnumerable<ImageSource> Expand(string argument)
    {
        if (!GlobPattern.IsPattern(argument))
        {
            return FileOrFolder(argument);
        }

        var matches = GlobPattern.Expand(argument).Where(path => !SegmentedFiles.IsOverlay(path)).ToArray();
        return matches.Length > 0
            ? matches.SelectMany(FileOrFolder)
            : [new(argument, argument, "no file matches this pattern")];
    }

    private static IEnumerable<ImageSource> FileOrFolder(string path)
    {
        if (File.Exists(path))
        {
            return [new(path, path)];
        }

        if (!Directory.Exists(path))
        {
            return [new(path, path, "no such file or folder")];
        }

        try
        {
            var images = Directory.EnumerateFiles(path)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Where(file => Path.GetFileName(file)[0] != '.' && !SegmentedFiles.IsOverlay(file))
                .Order(NaturalOrder.Comparer)
                .Select(file => new ImageSource(file, file))
                .ToList();
            return images.Count > 0
                ? images
                : [new(path, path, $"no image in this folder; expected files such as *{string.Join(", *", Extensions)}")];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [new(path, path, $"the folder cannot be looked into: {problem.Message}")];
        }
    }
}
