namespace HandwritingLstm.Segmentation;

/// <summary>Where one line of writing stands on a page.</summary>
/// <param name="Id">Its name, unique on the page.</param>
/// <param name="Baseline">The curve on which its letters stand, from left to right, at least two points; empty when a file gave none.</param>
/// <param name="Polygon">What encloses its ink, at least three points, closed without repeating the first; empty when a file gave none.</param>
public sealed record TextLine(string Id, IReadOnlyList<PagePoint> Baseline, IReadOnlyList<PagePoint> Polygon);
