using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli;

/// <summary>Reads many page images in their order: while the network works on one image, the lines of the next are sought.</summary>
/// <remarks>Memory is bounded: two image files, a page of each, and the lines of their pages.</remarks>
/// <param name="recognizer">Reads the pages.</param>
internal sealed class PageBatchReader(PageRecognizer recognizer)
{
    /// <summary>Reads images; one that cannot be read never stops the others.</summary>
    /// <param name="images">The images.</param>
    /// <returns>In the order of <paramref name="images"/>, one result for every page of an image, and one for every image that failed.</returns>
    public IEnumerable<ReadPage> Read(IReadOnlyList<ImageSource> images)
    {
        var next = Ahead(0);
        for (var i = 0; i < images.Count; i++)
        {
            var pages = next.GetAwaiter().GetResult();
            next = Ahead(i + 1);
            foreach (var (name, lines, problem) in pages)
            {
                yield return lines is null ? new(name, null, problem) : Recognize(name, lines);
            }
        }

        Task<List<FoundPage>> Ahead(int image) =>
            image < images.Count ? Task.Run(() => Find(images[image])) : Task.FromResult<List<FoundPage>>([]);
    }

    private List<FoundPage> Find(ImageSource image)
    {
        if (image.Problem is not null)
        {
            return [new(image.Name, null, $"{image.Name}: {image.Problem}")];
        }

        return ImageProblem.Contain<List<FoundPage>>(
            image,
            () =>
            {
                var pages = ImageFile.OpenPages(image.Path);
                return pages is [var single]
                    ? [Find(image, single, InputFolder.LayoutBeside(image.Path))]
                    : [.. pages.Select((page, i) => Find(image.OfPage(i + 1), page, layoutPath: null))]; // whose page would a layout be?
            },
            problem => [new(image.Name, null, problem)]);
    }

    private FoundPage Find(ImageSource image, Func<GrayImage> decode, string? layoutPath) => ImageProblem.Contain<FoundPage>(
        image,
        () =>
        {
            var page = decode();
            var layout = LayoutFile.Load(layoutPath, page.Width, page.Height);
            return new(image.Name, layout is null ? recognizer.Find(page) : recognizer.Find(page, layout), null);
        },
        problem => new(image.Name, null, problem));

    private ReadPage Recognize(string name, PageLines lines)
    {
        try
        {
            return new(name, recognizer.Read(lines), null);
        }
        catch (Exception problem) when (ImageProblem.IsOfOneImage(problem))
        {
            return new(name, null, $"{name}: {problem.Message}");
        }
    }

    /// <summary>A page between the search for lines and the network.</summary>
    private sealed record FoundPage(string Name, PageLines? Lines, string? Problem);
}
