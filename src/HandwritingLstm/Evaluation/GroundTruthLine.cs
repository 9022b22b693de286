namespace HandwritingLstm.Evaluation;

/// <summary>One line of ground truth: an image and what is written on it.</summary>
/// <param name="Image">The image as the file names it: the line's id.</param>
/// <param name="ImagePath">Where the image is, resolved against the folder of the ground truth; it may not exist.</param>
/// <param name="Text">What is written there, as the file has it: neither trimmed nor normalised; may be empty.</param>
/// <param name="Writer">Who wrote it; null where unknown.</param>
/// <param name="Page">The page it stands on; null where unknown.</param>
/// <param name="Split">The split it belongs to, such as train; null where unknown.</param>
/// <param name="Row">The row of the file where it begins, from 1, header included; 0 where the line has a file of its own.</param>
public sealed record GroundTruthLine(string Image, string ImagePath, string Text, string? Writer, string? Page, string? Split, int Row)
{
    /// <summary>The file whose row it is, or the folder that it is in, as it was named; empty where unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>The image's name in one spelling, for comparison: <c>/</c> between folders, no <c>./</c> before.</summary>
    internal static string Key(string image)
    {
        var key = image.Replace('\\', '/');
        while (key.StartsWith("./", StringComparison.Ordinal))
        {
            key = key[2..];
        }

        return key;
    }
}
