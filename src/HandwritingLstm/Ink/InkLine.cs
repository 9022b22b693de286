namespace HandwritingLstm.Ink;

/// <summary>One line of handwriting as its pen strokes.</summary>
/// <param name="Id">Its name in the file, such as the id of a data set; may be empty.</param>
/// <param name="Text">What it says; null where the file does not tell.</param>
/// <param name="Height">The height of a line of this hand, in the unit of the strokes: what a renderer scales by; above 0.</param>
/// <param name="Strokes">The strokes in the order of writing.</param>
public sealed record InkLine(string Id, string? Text, float Height, IReadOnlyList<InkStroke> Strokes)
{
    /// <summary>The box around all points.</summary>
    /// <returns>Left, top, right and bottom; all 0 where there is no stroke.</returns>
    public (float Left, float Top, float Right, float Bottom) Bounds()
    {
        if (Strokes.Count == 0)
        {
            return default;
        }

        return (
            Strokes.Min(stroke => stroke.X.Min()), Strokes.Min(stroke => stroke.Y.Min()),
            Strokes.Max(stroke => stroke.X.Max()), Strokes.Max(stroke => stroke.Y.Max()));
    }
}
