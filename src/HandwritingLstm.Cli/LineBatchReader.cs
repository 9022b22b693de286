using System.Diagnostics;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli;

/// <summary>
/// Reads many line images in their order: while the network works on one chunk of images, the next is decoded.
/// </summary>
/// <remarks>Memory is bounded: two chunks of normalised lines, and one decoded image per thread.</remarks>
/// <param name="recognizer">Reads the lines.</param>
/// <param name="threads">Threads that decode images; 0 = all cores.</param>
/// <param name="chunkSize">Images in a chunk; 0 = as many as keep all threads busy.</param>
/// <param name="firstPageOnly">Whether an image is one line, whatever pages its file has besides, such as a scanner's thumbnail.</param>
internal sealed class LineBatchReader(LineRecognizer recognizer, int threads, int chunkSize = 0, bool firstPageOnly = false)
{
    /// <summary>Images in a chunk that a GPU reads: some batches that fill it.</summary>
    public const int LargeChunkSize = 512;

    /// <summary>Images in a chunk for every thread: two batches of similar width, and results after a fraction of a second.</summary>
    private const int ImagesOfThread = 48;

    private int ThreadCount => threads == 0 ? Environment.ProcessorCount : threads;

    /// <summary>Reads images; one that cannot be read never stops the others.</summary>
    /// <param name="images">The images.</param>
    /// <returns>In the order of <paramref name="images"/>, one result for every page of an image, and one for every image that failed.</returns>
    public IEnumerable<ReadLine> Read(IReadOnlyList<ImageSource> images)
    {
        var chunks = images.Chunk(chunkSize == 0 ? ImagesOfThread * ThreadCount : chunkSize).ToArray();
        var next = chunks.Length > 0 ? Ahead(chunks[0]) : null;
        for (var i = 0; i < chunks.Length; i++)
        {
            var lines = next!.GetAwaiter().GetResult();
            var following = i + 1;
            next = following < chunks.Length ? Ahead(chunks[following]) : null;

            foreach (var line in Recognize(lines))
            {
                yield return line;
            }
        }
    }

    private Task<List<DecodedLine>> Ahead(ImageSource[] images) =>
        images.Length == 1 ? Task.FromResult(Decode(images)) : Task.Run(() => Decode(images));

    private List<DecodedLine> Decode(ImageSource[] images)
    {
        if (images is [var single])
        {
            return Decode(single); // what starts threads takes as long as reading a line
        }

        var pages = new IReadOnlyList<DecodedLine>[images.Length];
        ParallelLoop.Run(images.Length, ThreadCount, i => pages[i] = Decode(images[i]));
        return [.. pages.SelectMany(lines => lines)];
    }

    private List<DecodedLine> Decode(ImageSource image)
    {
        if (image.Problem is not null)
        {
            return [new(image.Name, null, $"{image.Name}: {image.Problem}")];
        }

        return ImageProblem.Contain<List<DecodedLine>>(
            image,
            () =>
            {
                var pages = ImageFile.OpenPages(image.Path);
                return firstPageOnly || pages.Count == 1
                    ? [Normalize(image, pages[0])]
                    : [.. pages.Select((page, i) => Normalize(image.OfPage(i + 1), page))];
            },
            problem => [new(image.Name, null, problem)]);
    }

    private DecodedLine Normalize(ImageSource image, Func<GrayImage> decode) => ImageProblem.Contain<DecodedLine>(
        image, () => new(image.Name, recognizer.Normalize(decode()), null), problem => new(image.Name, null, problem));

    private IEnumerable<ReadLine> Recognize(IReadOnlyList<DecodedLine> lines)
    {
        var start = Stopwatch.GetTimestamp();
        var readings = RecognizeTogether([.. lines.Select(line => line.Columns).OfType<ColumnSequence>()]);
        var secondsPerColumn = Stopwatch.GetElapsedTime(start).TotalSeconds / Math.Max(1, lines.Sum(line => (long)(line.Columns?.ColumnCount ?? 0)));
        foreach (var line in lines)
        {
            yield return line.Columns is null
                ? new(line.Name, null, line.Problem)
                : readings?.Dequeue() is { } reading
                    ? new(line.Name, reading, null) { Seconds = secondsPerColumn * line.Columns.ColumnCount }
                    : RecognizeAlone(line.Name, line.Columns);
        }
    }

    /// <summary>Null when a line cannot be read by the network: then each is read alone, to find out which.</summary>
    private Queue<LineReading>? RecognizeTogether(IReadOnlyList<ColumnSequence> lines)
    {
        try
        {
            return new(recognizer.Read(lines));
        }
        catch (Exception problem) when (ImageProblem.IsOfOneImage(problem))
        {
            return null;
        }
    }

    private ReadLine RecognizeAlone(string name, ColumnSequence columns)
    {
        try
        {
            return new(name, recognizer.Read([columns])[0], null);
        }
        catch (Exception problem) when (ImageProblem.IsOfOneImage(problem))
        {
            return new(name, null, $"{name}: {problem.Message}");
        }
    }

    /// <summary>A line between the decoder of images and the network.</summary>
    private sealed record DecodedLine(string Name, ColumnSequence? Columns, string? Problem);
}
