using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm;

/// <summary>A page's lines, found, cut out and normalised: all that reading needs, without the page's pixels.</summary>
public sealed class PageLines
{
    /// <summary>Keeps what the recogniser needs of each line.</summary>
    internal PageLines(PageLayout layout, IReadOnlyList<LinePath> paths, IReadOnlyList<ColumnSequence> columns)
    {
        Layout = layout;
        Paths = paths;
        Columns = columns;
    }

    /// <summary>Where the lines stand.</summary>
    public PageLayout Layout { get; }

    /// <summary>Where the columns of each line's image lie on the page.</summary>
    internal IReadOnlyList<LinePath> Paths { get; }

    /// <summary>The normalised lines, in reading order.</summary>
    internal IReadOnlyList<ColumnSequence> Columns { get; }
}
