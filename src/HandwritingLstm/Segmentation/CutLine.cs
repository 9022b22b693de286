using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>A line cut out of a page and straightened.</summary>
/// <param name="Image">The line alone, its baseline level; where the page had other ink, there is paper.</param>
/// <param name="Path">Where the image's columns lie on the page.</param>
/// <param name="BaselineRow">The row of <paramref name="Image"/> on which the letters stand.</param>
public sealed record CutLine(GrayImage Image, LinePath Path, int BaselineRow);
