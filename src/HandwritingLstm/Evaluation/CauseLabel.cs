namespace HandwritingLstm.Evaluation;

/// <summary>Why a line was misread, as a person sees it.</summary>
/// <param name="Image">The line's image as the ground truth names it.</param>
/// <param name="Cause">The cause, such as <c>illegible</c>.</param>
/// <param name="IsRandom">Whether the line was drawn at random among all wrong lines, so that it speaks for the others.</param>
/// <param name="Note">What else there is to say; may be empty.</param>
public sealed record CauseLabel(string Image, string Cause, bool IsRandom, string Note)
{
    /// <summary>The causes that a report offers; a label may name any other.</summary>
    public static IReadOnlyList<string> CommonCauses { get; } =
    [
        "illegible",
        "truth wrong",
        "segmentation",
        "rare character",
        "language",
        "rare word or name",
        "crossed out or corrected",
        "image quality",
        "slant, skew or size",
        "plainly readable",
    ];
}
