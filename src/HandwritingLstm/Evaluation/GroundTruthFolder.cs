using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Reads ground truth from a folder of images with a text file beside each: <c>line.png</c> and <c>line.gt.txt</c>.</summary>
public static class GroundTruthFolder
{
    private const string Ending = ".gt.txt";

    /// <summary>By what the images of a folder are known; the first is that of an image that is missing.</summary>
    internal static IReadOnlyList<string> ImageEndings { get; } =
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pbm", ".pgm", ".ppm", ".pnm", ".webp", ".jp2", ".gif"];

    /// <summary>Reads all lines of a folder, not of those within it, in ordinal order of their names.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>
    /// One line for every <c>.gt.txt</c>; images without one are left out. A text whose image is missing is there all the same,
    /// with the name of the PNG that would belong to it.
    /// </returns>
    /// <exception cref="RecognitionException">
    /// The folder cannot be read or has no <c>.gt.txt</c>, a text is not UTF-8, or two images belong to one text.
    /// </exception>
    public static IReadOnlyList<GroundTruthLine> Read(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string[] files;
        try
        {
            files = Directory.GetFiles(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RecognitionException(
                $"{directory}: cannot be read ({exception.Message.ReplaceLineEndings(" ")}); expected a folder of images with {Ending} files.",
                exception);
        }

        files = [.. files.Where(file => Path.GetFileName(file)[0] != '.')]; // such as macOS puts beside every file on other disks
        Array.Sort(files, StringComparer.Ordinal);
        var images = files
            .Where(file => ImageEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .ToLookup(file => file[..^Path.GetExtension(file).Length], StringComparer.Ordinal);

        var lines = new List<GroundTruthLine>();
        foreach (var file in files.Where(file => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)))
        {
            var stem = file[..^Ending.Length];
            var candidates = images[stem].ToList();
            if (candidates.Count > 1)
            {
                throw new RecognitionException(
                    $"{file}: two images belong to it, {Path.GetFileName(candidates[0])} and {Path.GetFileName(candidates[1])}; " +
                    "expected one, so rename or remove the other.");
            }

            var image = candidates.Count == 1 ? candidates[0] : stem + ImageEndings[0];
            lines.Add(new GroundTruthLine(Path.GetFileName(image), image, Utf8File.Read(file).TrimEnd('\r', '\n'), null, null, null, 0) { Source = directory });
        }

        return lines.Count > 0
            ? lines
            : throw new RecognitionException($"{directory}: found no {Ending} file; expected one beside every image, such as line.png and line{Ending}.");
    }
}
