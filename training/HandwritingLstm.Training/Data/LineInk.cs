using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Data;

/// <summary>Finds the pen strokes of line images by the images' names.</summary>
public static class LineInk
{
    // Line heights from one end of a line's strokes to the other; the longest line of IAM-OnDB has 24.
    private const int LongestInk = 200;

    /// <summary>Reads the strokes of some lines; those of others are passed over.</summary>
    /// <param name="path">A file of strokes, JSON lines.</param>
    /// <param name="images">The lines' images, each once: the name without folder and extension is the id of the strokes.</param>
    /// <returns>The strokes by id; of an id that the file has several times, the last.</returns>
    /// <exception cref="RecognitionException">The file cannot be read, two images with strokes have one name, or strokes are too long for a line.</exception>
    public static IReadOnlyDictionary<string, InkLine> Read(string path, IEnumerable<string> images)
    {
        var ids = images.CountBy(InkAugmentation.IdOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var ink = new Dictionary<string, InkLine>(StringComparer.Ordinal);
        foreach (var line in InkJsonLines.Read(path))
        {
            if (ids.TryGetValue(line.Id, out var count) && line.Strokes.Count > 0)
            {
                if (count > 1)
                {
                    throw new RecognitionException(FormattableString.Invariant(
                        $"{path}: {line.Id}: strokes are found by the names of images, but {count} images have this one; rename those that were not written with these strokes."));
                }

                var (left, top, right, bottom) = line.Bounds();
                var size = Math.Max(right - left, bottom - top) / line.Height;
                ink[line.Id] = size <= LongestInk ? line : throw new RecognitionException(FormattableString.Invariant(
                    $"{path}: {line.Id}: the strokes are {size:0} line heights long or high, more than {LongestInk}; page_median_height ({line.Height}) must be in the unit of the strokes."));
            }
        }

        return ink;
    }
}
