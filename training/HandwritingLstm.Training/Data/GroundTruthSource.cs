using HandwritingLstm.Evaluation;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Data;

/// <summary>Ground truth wherever it is: a CSV file, a folder of images with <c>.gt.txt</c> files, or several of them.</summary>
public static class GroundTruthSource
{
    /// <summary>Reads the lines of a split.</summary>
    /// <param name="path">The CSV file or the folder; or several, with <c>;</c> between them.</param>
    /// <param name="split">The split; empty = all lines.</param>
    /// <exception cref="RecognitionException">The ground truth cannot be read, or one of the files or folders has no line of this split.</exception>
    public static IReadOnlyList<GroundTruthLine> Read(string path, string split)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(path);
        return PathList.Split(path) is { Length: > 0 } several ? [.. several.SelectMany(single => ReadOne(single, split))] : ReadOne(path, split);
    }

    private static IReadOnlyList<GroundTruthLine> ReadOne(string path, string split)
    {
        var all = Directory.Exists(path) ? GroundTruthFolder.Read(path) : GroundTruthFile.Read(path);
        var lines = split.Length == 0 ? all : [.. all.Where(line => string.Equals(line.Split, split, StringComparison.Ordinal))];
        if (lines.Count > 0)
        {
            return lines;
        }

        var splits = all.Select(line => line.Split).Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.Ordinal).ToArray();
        throw new RecognitionException(all.Count == 0
            ? $"{path}: no lines found; expected a CSV file with the columns image,text or a folder of images with .gt.txt files."
            : $"{path}: none of its {all.Count} lines is of split \"{split}\"; " +
              (splits.Length == 0 ? "it names no splits, so leave the split out." : $"its splits are {string.Join(", ", splits)}."));
    }

    /// <summary>
    /// The same lines with names that tell different images apart, since every volume has a lines/001.png: such an image has the name of its
    /// volume's folder before its own, or its path where even that is shared.
    /// </summary>
    /// <param name="lines">The lines of one source, or of several.</param>
    public static IReadOnlyList<GroundTruthLine> ToldApart(IReadOnlyList<GroundTruthLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var inFolder = Renamed(lines, line => $"{FolderOf(line.Source)}/{line.Image}");
        return ReferenceEquals(inFolder, lines) ? lines : Renamed(inFolder, line => Path.GetFullPath(line.ImagePath));
    }

    /// <summary>The same lines, those whose image shares its name with another image renamed; the lines themselves where there are none.</summary>
    private static IReadOnlyList<GroundTruthLine> Renamed(IReadOnlyList<GroundTruthLine> lines, Func<GroundTruthLine, string> name)
    {
        var shared = lines.GroupBy(line => GroundTruthLine.Key(line.Image), StringComparer.Ordinal)
            .Where(alike => alike.Skip(1).Any() && AreSeveralImages(alike))
            .Select(alike => alike.Key)
            .ToHashSet(StringComparer.Ordinal);
        return shared.Count == 0 ? lines : [.. lines.Select(line => shared.Contains(GroundTruthLine.Key(line.Image)) ? line with { Image = name(line) } : line)];
    }

    // An image that is there twice is not told apart from itself.
    private static bool AreSeveralImages(IEnumerable<GroundTruthLine> alike) =>
        alike.DistinctBy(line => Path.GetFullPath(line.ImagePath), StringComparer.Ordinal).Skip(1).Any();

    private static string FolderOf(string source) =>
        Path.GetFileName(Directory.Exists(source) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)) : Path.GetDirectoryName(Path.GetFullPath(source)) ?? "");

    /// <summary>Some of the lines, evenly spaced.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="count">How many; 0 = all.</param>
    public static GroundTruthLine[] Sample(IReadOnlyList<GroundTruthLine> lines, int count)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var wanted = count == 0 ? lines.Count : Math.Min(count, lines.Count);
        return [.. Enumerable.Range(0, wanted).Select(i => lines[(int)((long)i * lines.Count / wanted)])];
    }
}
