namespace HandwritingLstm.Evaluation;

/// <summary>What a recogniser says is written on an image.</summary>
/// <param name="Image">The image as the file names it.</param>
/// <param name="Text">What was read; may be empty.</param>
/// <param name="Confidence">How sure the recogniser was, 0 to 1; null where it does not say.</param>
/// <param name="Row">The row of the file where it begins, from 1, header included; 0 where there is no file.</param>
public sealed record Prediction(string Image, string Text, float? Confidence, int Row)
{
    /// <summary>How long the reading took, in seconds; null where unknown.</summary>
    public double? Seconds { get; init; }

    /// <summary>The characters with their places on the image; empty where unknown.</summary>
    public IReadOnlyList<CharacterExtent> Characters { get; init; } = [];
}
