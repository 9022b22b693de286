namespace HandwritingLstm.Segmentation;

/// <summary>A block of writing on a page, such as a column, a heading or a marginal note.</summary>
/// <param name="Id">Its name, unique on the page.</param>
/// <param name="Polygon">What encloses its lines, at least three points; empty when a file gave none.</param>
/// <param name="Lines">Its lines in reading order.</param>
public sealed record TextRegion(string Id, IReadOnlyList<PagePoint> Polygon, IReadOnlyList<TextLine> Lines);
