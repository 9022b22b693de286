using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm;

/// <summary>Reads whole pages: finds their lines, cuts them out and reads them. This file is the pipeline on one screen.</summary>
/// <remarks>Several threads may share a recogniser: <see cref="Find(GrayImage)"/> runs in parallel, the network serves them in turn.</remarks>
/// <param name="recognizer">Reads the lines; it stays the caller's to dispose.</param>
public sealed class PageRecognizer(LineRecognizer recognizer)
{
    private static readonly GrayImage _blank = new(1, 1, [byte.MaxValue]);

    /// <summary>Reads the page on an image file.</summary>
    /// <param name="path">The file; of a file with several pages, the first is read.</param>
    /// <exception cref="RecognitionException">The file cannot be read as an image.</exception>
    public PageReading Read(string path) => Read(ImageFile.Load(path));

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    public PageReading Read(GrayImage page) => Read(Find(page));

    /// <summary>Reads a page whose lines are known.</summary>
    /// <inheritdoc cref="Find(GrayImage, PageLayout)"/>
    public PageReading Read(GrayImage page, PageLayout layout) => Read(Find(page, layout));

    /// <summary>The first half of reading, which needs no network: the lines are found, cut out and normalised.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    public PageLines Find(GrayImage page) => Find(page, PageSegmenter.Segment(page));

    /// <summary>The first half of reading, where the lines are known.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    /// <param name="layout">Its lines, each with a polygon.</param>
    /// <exception cref="RecognitionException">The layout is not of this page's size, or a line has no polygon on it.</exception>
    public PageLines Find(GrayImage page, PageLayout layout)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.Width != page.Width || layout.Height != page.Height)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"The layout is that of a page of {layout.Width}×{layout.Height} pixels, but the image has {page.Width}×{page.Height}; scale one of them."));
        }

        var cutter = new LineCutter(page);
        var paths = new List<LinePath>();
        var columns = new List<ColumnSequence>();
        foreach (var line in layout.Lines)
        {
            var cut = cutter.Cut(line); // straightened, the neighbours' ink masked
            paths.Add(cut.Path);
            columns.Add(NormalizeOrBlank(cut.Image)); // [T0, H]
        }

        return new(layout, paths, columns);
    }

    /// <summary>The second half of reading.</summary>
    /// <param name="lines">What <see cref="Find(GrayImage)"/> returned.</param>
    public PageReading Read(PageLines lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var readings = recognizer.Read(lines.Columns);
        return new(lines.Layout, [.. readings.Zip(lines.Paths, Place)]);
    }

    /// <summary>What is so flat that it cannot be a line of writing, such as a smear, must not keep the page from being read.</summary>
    private ColumnSequence NormalizeOrBlank(GrayImage line)
    {
        try
        {
            return recognizer.Normalize(line);
        }
        catch (RecognitionException)
        {
            return recognizer.Normalize(_blank);
        }
    }

    /// <summary>From the line's image back to the page.</summary>
    private static LineReading Place(LineReading reading, LinePath path) => new([.. reading.Characters.Select(character => character with
    {
        Left = path.OnPage(character.Left).X,
        Right = path.OnPage(character.Right).X,
    })])
    {
        Alternatives = reading.Alternatives,
    };
}
