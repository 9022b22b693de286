using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Guesses from an image's shape whether it shows a page or one line of writing.</summary>
public static class PageShape
{
    /// <summary>Lines are cut to less than this, however finely they were scanned; pages of legible writing have more rows.</summary>
    private const int LeastHeight = 400;

    /// <summary>Of the height: a line of three words is wider than this, and two facing pages are narrower.</summary>
    private const double LargestWidth = 2.5;

    /// <summary>Whether an image of a size is rather a page than a line.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static bool IsPage(long width, long height) => height >= LeastHeight && width <= LargestWidth * height;

    /// <summary>Whether an image file is rather a page than a line; it is not decoded.</summary>
    /// <param name="path">The file; of one with several pages, the first is looked at.</param>
    /// <exception cref="RecognitionException">The file cannot be read, is no image or is truncated.</exception>
    public static bool IsPage(string path)
    {
        var page = ImageFile.ReadFirstPage(path);
        return IsPage(page.Width, page.Height);
    }
}
