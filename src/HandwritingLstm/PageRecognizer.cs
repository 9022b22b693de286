using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm;

/// <summary>Reads whole pages: finds their lines, cuts them out and reads them. This file is the pipeline on one screen.</summary>
/// <param name="recognizer">Reads the lines; it stays the caller's to dispose.</param>
public sealed class PageRecognizer(LineRecognizer recognizer)
{
    /// <summary>Reads the page on an image file.</summary>
    /// <param name="path">The file; of a file with several pages, the first is read.</param>
    /// <exception cref="RecognitionException">The file cannot be read as an image.</exception>
    public PageReading Read(string path) => Read(ImageFile.Load(path));

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    public PageReading Read(GrayImage page) => Read(page, PageSegmenter.Segment(page));

    /// <summary>Reads a page whose lines are known.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    /// <param name="layout">Its lines, each with a polygon.</param>
    /// <exception cref="RecognitionException">A line has no polygon, or does not lie on the page.</exception>
    public PageReading Read(GrayImage page, PageLayout layout)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.Width != page.Width || layout.Height != page.Height)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"The layout is that of a page of {layout.Width}×{layout.Height} pixels, but the image has {page.Width}×{page.Height}; scale one of them."));
        }

        var cutter = new LineCutter(page);
        var lines = layout.Lines.Select(cutter.Cut).ToArray();
        var readings = recognizer.Read([.. lines.Select(line => line.Image)]);
        return new(layout, [.. readings.Zip(lines, Place)]);
    }

    /// <summary>From the line's image back to the page.</summary>
    private static LineReading Place(LineReading reading, CutLine line) => new([.. reading.Characters.Select(character => character with
    {
        Left = line.OnPage(character.Left).X,
        Right = line.OnPage(character.Right).X,
    })]);
}
