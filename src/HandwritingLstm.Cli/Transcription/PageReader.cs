using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Reads pages with a model, on one thread: a batch has a worker for every core.</summary>
internal sealed class PageReader : IPageReader, IDisposable
{
    private readonly LineRecognizer _lines;
    private readonly PageRecognizer _pages;

    /// <param name="settings">The model, and how it reads.</param>
    /// <exception cref="RecognitionException">The model or the language model cannot be loaded.</exception>
    public PageReader(WorkerSettings settings)
    {
        _lines = LineRecognizer.Load(settings.Models, settings.Recognizer with { Threads = 1 });
        _pages = new PageRecognizer(_lines);
    }

    /// <inheritdoc/>
    public PageReading Read(GrayImage page, PageLayout? layout) => layout is null ? _pages.Read(page) : _pages.Read(page, layout);

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
