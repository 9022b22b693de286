namespace HandwritingLstm.Segmentation;

/// <summary>Where the writing stands on a page.</summary>
/// <param name="Width">Width of the page's image in pixels.</param>
/// <param name="Height">Height of the page's image in pixels.</param>
/// <param name="Regions">Its blocks of writing in reading order.</param>
public sealed record PageLayout(int Width, int Height, IReadOnlyList<TextRegion> Regions)
{
    /// <summary>The lines of all regions, in reading order.</summary>
    public IEnumerable<TextLine> Lines => Regions.SelectMany(region => region.Lines);
}
