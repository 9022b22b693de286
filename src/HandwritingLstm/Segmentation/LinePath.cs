namespace HandwritingLstm.Segmentation;

/// <summary>Where the columns of a straightened line's image lie on its page: on the baseline, a pixel from one to the next.</summary>
/// <param name="points">A point for every column, from left to right, at least one.</param>
public sealed class LinePath(IReadOnlyList<PagePoint> points)
{
    /// <summary>A point for every column, from left to right.</summary>
    public IReadOnlyList<PagePoint> Points { get; } = points;

    /// <summary>Where a place on the line's image lies on the page.</summary>
    /// <param name="column">Pixels from the image's left edge; kept inside the image.</param>
    public PagePoint OnPage(float column)
    {
        var at = Math.Clamp(column - 0.5f, 0, Points.Count - 1);
        var before = (int)at;
        var (from, to) = (Points[before], Points[Math.Min(before + 1, Points.Count - 1)]);
        var share = at - before;
        return new(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
    }
}
