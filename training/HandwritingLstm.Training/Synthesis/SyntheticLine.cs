using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>A line drawn with a font, and what it says.</summary>
/// <param name="Image">The line, 0 = ink … 255 = paper.</param>
/// <param name="Text">Its text.</param>
/// <param name="Font">The font's name: the writer.</param>
public sealed record SyntheticLine(GrayImage Image, string Text, string Font);
