namespace HandwritingLstm.Training.Synthesis;

/// <summary>A word as a font sets it.</summary>
/// <param name="Glyphs">The glyphs from left to right.</param>
/// <param name="Width">From its beginning to where the next word's space begins, in em.</param>
internal sealed record ShapedWord(IReadOnlyList<ShapedGlyph> Glyphs, float Width);
