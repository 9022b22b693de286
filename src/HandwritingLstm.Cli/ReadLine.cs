namespace HandwritingLstm.Cli;

/// <summary>What became of one line image: a reading, or the problem that prevented it.</summary>
/// <param name="Name">The image's name as it was given or found; a page of a file with several as <c>name#2</c>.</param>
/// <param name="Reading">What was read; null where there is a problem.</param>
/// <param name="Problem">Why nothing was read, in one line that names the image; null where there is a reading.</param>
internal sealed record ReadLine(string Name, LineReading? Reading, string? Problem)
{
    /// <summary>
    /// Seconds that the network and the decoder took for it: its share, by width, of the time for all lines read together;
    /// null where that is not known.
    /// </summary>
    public double? Seconds { get; init; }
}
