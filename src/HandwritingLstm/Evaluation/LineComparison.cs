namespace HandwritingLstm.Evaluation;

/// <summary>One line of an evaluation: its truth and its reading, and how they differ.</summary>
/// <param name="Id">What the line is called: the image as the ground truth names it.</param>
/// <param name="Truth">What is written there.</param>
/// <param name="Reading">What was read.</param>
/// <param name="Writer">Who wrote it; null where unknown.</param>
/// <param name="Confidence">How sure the recogniser was, 0 to 1; null where it does not say.</param>
public sealed record LineComparison(string Id, string Truth, string Reading, string? Writer = null, float? Confidence = null)
{
    /// <summary>How truth and reading differ.</summary>
    public ErrorRates Rates { get; } = ErrorRates.Of(Truth, Reading);

    /// <summary>Where the image is; null where unknown. It may not exist.</summary>
    public string? ImagePath { get; init; }

    /// <summary>How long the reading took, in seconds; null where unknown.</summary>
    public double? Seconds { get; init; }

    /// <summary>The characters of the reading with their places on the image; empty where unknown.</summary>
    public IReadOnlyList<CharacterExtent> Characters { get; init; } = [];
}
