namespace HandwritingLstm.Evaluation.Report;

/// <summary>The lines that are shown with their images: the worst, random wrong ones, and those whose truth is suspect.</summary>
internal sealed class Gallery
{
    private readonly HashSet<string> _worst;
    private readonly HashSet<string> _random;
    private readonly HashSet<string> _suspect;

    public Gallery(EvaluationReport report, ReportOptions options)
    {
        Worst = report.WorstLines(options.WorstLines);
        Random = report.RandomWrongLines(options.RandomLines);
        AllSuspects = report.SuspectTruths;
        Suspects = [.. AllSuspects.Take(options.SuspectLines)];
        _worst = Ids(Worst);
        _random = Ids(Random);
        _suspect = Ids(Suspects);
    }

    /// <summary>The lines with the most edits, the worst first.</summary>
    public IReadOnlyList<LineComparison> Worst { get; }

    /// <summary>Wrong lines, each drawn with the same chance.</summary>
    public IReadOnlyList<LineComparison> Random { get; }

    /// <summary>Lines whose ground truth may be wrong, as many as are shown.</summary>
    public IReadOnlyList<LineComparison> Suspects { get; }

    /// <summary>All lines whose ground truth may be wrong.</summary>
    public IReadOnlyList<LineComparison> AllSuspects { get; }

    /// <summary>The galleries that a line is in, separated by spaces, as the file of labels names them.</summary>
    public string NamesOf(LineComparison line) => string.Join(
        ' ',
        new[]
        {
            _suspect.Contains(line.Id) ? "suspect" : "",
            _worst.Contains(line.Id) ? "worst" : "",
            _random.Contains(line.Id) ? CauseLabelsFile.RandomGallery : "",
        }.Where(name => name.Length > 0));

    private static HashSet<string> Ids(IEnumerable<LineComparison> lines) => lines.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
}
