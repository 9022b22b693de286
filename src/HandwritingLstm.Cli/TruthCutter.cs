using System.Globalization;
using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli;

/// <summary>Cuts lines out of pages whose files say what they say; a page or line that cannot be cut is named and stops no other.</summary>
/// <param name="folder">The folder that the ground truth gets.</param>
/// <param name="choice">Which lines are wanted.</param>
/// <param name="writerOf">Whose hand a page is in; null = unknown.</param>
/// <param name="error">Is told of what cannot be cut.</param>
internal sealed class TruthCutter(string folder, LineChoice choice, Func<PageItem, string?> writerOf, TextWriter error)
{
    /// <summary>The ground truth's file name.</summary>
    public const string TruthFile = "truth.csv";

    private const string ImageFolder = "lines";

    private int _failedPages;
    private int _failedLines;
    private int _cutPages;
    private int _emptyLines;
    private int _unwantedLines;
    private int _untranscribedPages;
    private bool _hasBegun;

    /// <summary>Pages whose lines were cut, be they wanted or not.</summary>
    public int CutPages => _cutPages;

    /// <summary>Pages left out, for there is no PAGE or ALTO file with lines of them.</summary>
    public int UntranscribedPages => _untranscribedPages;

    /// <summary>Pages that could not be cut.</summary>
    public int FailedPages => _failedPages;

    /// <summary>Lines that could not be cut, of pages that could.</summary>
    public int FailedLines => _failedLines;

    /// <summary>Lines left out, for nobody has transcribed them.</summary>
    public int EmptyLines => _emptyLines;

    /// <summary>Lines left out, for their texts are not wanted.</summary>
    public int UnwantedLines => _unwantedLines;

    /// <summary>Cuts all lines of some pages.</summary>
    /// <param name="items">The pages.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <returns>The lines, in the order of pages and of their files.</returns>
    /// <exception cref="RecognitionException">A line cannot be written.</exception>
    /// <remarks>
    /// An image has the number of its line on the page, whatever else is wanted: what names it elsewhere goes on to name the same line. An
    /// earlier ground truth of the folder is deleted before the first image is written: pages may have other lines by now.
    /// </remarks>
    public IReadOnlyList<GroundTruthLine> Cut(IReadOnlyList<PageItem> items, int threads)
    {
        var lines = new IReadOnlyList<GroundTruthLine>[items.Count];
        ParallelLoop.Run(items.Count, threads, i => lines[i] = Save(items[i], ImageProblem.Contain<IReadOnlyList<TranscribedLine>>(
            new ImageSource(items[i].Name, items[i].Path, items[i].Problem),
            () => Cut(items[i]),
            problem =>
            {
                Tell(problem);
                Interlocked.Increment(ref _failedPages);
                return [];
            })));
        return [.. lines.SelectMany(ofPage => ofPage)];
    }

    private List<TranscribedLine> Cut(PageItem item)
    {
        if (item.Problem is not null)
        {
            throw new RecognitionException(item.Problem);
        }

        var image = item.LayoutPath is null ? null : ImageFile.Load(item.Path);
        if (image is null || LayoutFile.LoadPage(item.LayoutPath, image.Width, image.Height) is not { } page)
        {
            Interlocked.Increment(ref _untranscribedPages);
            return [];
        }

        var cutter = new LineCutter(image);
        var lines = new List<TranscribedLine>();
        foreach (var (index, (line, reading)) in page.Lines.Index())
        {
            if (IsWanted(reading.Text) && Cut(item, cutter, line) is { } cut)
            {
                lines.Add(new(index + 1, reading.Text, cut));
            }
        }

        Interlocked.Increment(ref _cutPages);
        return lines;
    }

    private List<GroundTruthLine> Save(PageItem item, IReadOnlyList<TranscribedLine> lines)
    {
        var saved = new List<GroundTruthLine>();
        foreach (var line in lines)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{ImageFolder}/{item.ResultName}/{line.Number:0000}.png");
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (Interlocked.Exchange(ref _hasBegun, true) is false)
            {
                File.Delete(Path.Combine(folder, TruthFile));
            }

            ImageFile.SavePng(line.Image, path);
            saved.Add(new(name, path, line.Text, writerOf(item), item.Name, Split: null, Row: 0));
        }

        return saved;
    }

    private bool IsWanted(string text)
    {
        if (text.Length == 0)
        {
            Interlocked.Increment(ref _emptyLines);
            return false;
        }

        if (!choice.Wants(text))
        {
            Interlocked.Increment(ref _unwantedLines);
            return false;
        }

        return true;
    }

    private GrayImage? Cut(PageItem item, LineCutter cutter, TextLine line)
    {
        try
        {
            return cutter.Cut(line).Image;
        }
        catch (RecognitionException problem)
        {
            Tell($"{item.Name}: line {line.Id}: {problem.Message}");
            Interlocked.Increment(ref _failedLines);
            return null;
        }
    }

    private void Tell(string problem)
    {
        lock (error)
        {
            error.WriteLine($"htr: {problem}");
        }
    }

    /// <summary>A line that was cut out, and what it says.</summary>
    private readonly record struct TranscribedLine(int Number, string Text, GrayImage Image);
}
