namespace HandwritingLstm.Training.Composition;

/// <summary>One letter of a line of strokes.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Left">Where it begins, in line heights from the beginning of the line: half-way to the ink before.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Strokes">Its ink; none for a space, and for a letter that was not found.</param>
internal sealed record WrittenLetter(int Label, float Left, float Right, IReadOnlyList<LetterStroke> Strokes) : ILetter<WrittenLetter>
{
    /// <inheritdoc/>
    public bool HasInk => Strokes.Count > 0;

    /// <inheritdoc/>
    public bool HasRoom => Right > Left;

    /// <inheritdoc/>
    public LetterShape Shape => new(
        Strokes.Max(stroke => stroke.X.Max()) - Strokes.Min(stroke => stroke.X.Min()),
        Strokes.Min(stroke => stroke.Y.Min()),
        Strokes.Max(stroke => stroke.Y.Max()));

    /// <inheritdoc/>
    public static float JointCost(WrittenLetter? before, WrittenLetter after) => StrokeWriter.Joint(before, after) switch
    {
        (null, null) => 0,
        ({ } from, { } to) => Math.Min(0.6f, 4 * MathF.Abs(from.Y[^1] - to.Y[0])),
        _ => 0.3f,
    };

    /// <inheritdoc/>
    public WrittenLetter WithoutInk() => this with { Strokes = [] };
}
