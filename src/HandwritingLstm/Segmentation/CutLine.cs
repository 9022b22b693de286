using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>A line cut out of a page and straightened.</summary>
/// <param name="Image">The line alone, its baseline level; where the page had other ink, there is paper.</param>
/// <param name="Path">For every column of <paramref name="Image"/>, where its baseline lies on the page.</param>
/// <param name="BaselineRow">The row of <paramref name="Image"/> on which the letters stand.</param>
public sealed record CutLine(GrayImage Image, IReadOnlyList<PagePoint> Path, int BaselineRow)
{
    /// <summary>Where a column of the line's image lies on the page, on the baseline.</summary>
    /// <param name="column">Pixels from the image's left edge; kept inside the image.</param>
    public PagePoint OnPage(float column)
    {
        var at = Math.Clamp(column - 0.5f, 0, Path.Count - 1);
        var before = (int)at;
        var (from, to) = (Path[before], Path[Math.Min(before + 1, Path.Count - 1)]);
        var share = at - before;
        return new(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
    }
}
