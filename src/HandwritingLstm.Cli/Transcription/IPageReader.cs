using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Reads pages.</summary>
internal interface IPageReader
{
    /// <summary>Reads one page.</summary>
    /// <param name="page">The page's image, 0 = ink … 255 = paper.</param>
    /// <param name="layout">Where its lines are; null = they must be found.</param>
    PageReading Read(GrayImage page, PageLayout? layout);
}
