using System.Runtime.InteropServices;

namespace HandwritingLstm.Training.Composition;

/// <summary>The size and place of a letter, in line heights.</summary>
/// <param name="Width">From its left to its right: of its ink, or of the columns it was given.</param>
/// <param name="Top">The upper edge of its ink, downwards from where all letters of a kind are measured from.</param>
/// <param name="Foot">The lower edge of its ink.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LetterShape(float Width, float Top, float Foot)
{
    /// <summary>The median of each measure of some shapes, at least one.</summary>
    public static LetterShape Median(LetterShape[] shapes) => new(
        Middle(shapes, shape => shape.Width), Middle(shapes, shape => shape.Top), Middle(shapes, shape => shape.Foot));

    private static float Middle(LetterShape[] shapes, Func<LetterShape, float> value) => shapes.Select(value).Order().ElementAt(shapes.Length / 2);
}
