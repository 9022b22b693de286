namespace HandwritingLstm.Training.Synthesis;

/// <summary>A glyph in its place.</summary>
/// <param name="Outline">Its outline.</param>
/// <param name="X">Where its origin lies, in em from the word's beginning.</param>
/// <param name="Y">How far above the baseline, in em.</param>
internal sealed record ShapedGlyph(GlyphOutline Outline, float X, float Y);
