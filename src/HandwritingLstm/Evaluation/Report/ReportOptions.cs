namespace HandwritingLstm.Evaluation.Report;

/// <summary>What a report shows.</summary>
public sealed record ReportOptions
{
    /// <summary>How many of the worst lines the gallery shows, 0 to 1000; 100 are what one person looks through in an hour.</summary>
    public int WorstLines { get; init; } = 100;

    /// <summary>How many wrong lines, drawn at random, the gallery shows, 0 to 1000; 100 tell a cause's share to about 10 points.</summary>
    public int RandomLines { get; init; } = 100;

    /// <summary>How many suspected errors of the ground truth are shown, 0 to 1000.</summary>
    public int SuspectLines { get; init; } = 50;

    /// <summary>How many rows the longest tables show (confusions, writers), 1 to 10,000; <c>report.json</c> has all.</summary>
    public int TableRows { get; init; } = 40;

    /// <summary>Height of the gallery's images in pixels, 16 to 256; larger ones are scaled down to it.</summary>
    public int ThumbnailHeight { get; init; } = 64;
}
