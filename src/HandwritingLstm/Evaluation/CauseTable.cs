namespace HandwritingLstm.Evaluation;

/// <summary>How much of the CER is due to which cause, by the labels that people gave to lines.</summary>
/// <remarks>
/// Lines drawn at random speak for all wrong lines: a cause's share of their edits is its share of all edits (a ratio estimate).
/// The worst lines speak only for themselves.
/// </remarks>
public sealed class CauseTable
{
    /// <summary>Sums up labels.</summary>
    /// <param name="labels">The labels, as <see cref="CauseLabelsFile.Read"/> returns them.</param>
    /// <param name="report">The report on the lines.</param>
    public CauseTable(IReadOnlyList<CauseLabel> labels, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(report);
        var lines = report.Lines.ToDictionary(line => GroundTruthLine.Key(line.Id), StringComparer.Ordinal);
        var known = labels.Where(label => lines.ContainsKey(GroundTruthLine.Key(label.Image))).ToList();
        Labels = known.ToDictionary(label => lines[GroundTruthLine.Key(label.Image)].Id, StringComparer.Ordinal);
        Unknown = [.. labels.Except(known).Select(label => label.Image)];
        RandomCount = known.Count(label => label.IsRandom && EditsOf(label) > 0);

        var length = report.Overall.Characters.TruthLength;
        var randomEdits = known.Where(label => label.IsRandom).Sum(EditsOf);
        Causes =
        [
            .. known
                .GroupBy(label => label.Cause, StringComparer.OrdinalIgnoreCase)
                .Select(cause => new CauseShare(
                    cause.Key,
                    cause.Count(),
                    cause.Sum(EditsOf),
                    new EditCounts(cause.Sum(EditsOf), 0, 0, length).Rate,
                    randomEdits == 0 ? null : report.Overall.Cer * cause.Where(label => label.IsRandom).Sum(EditsOf) / randomEdits))
                .OrderByDescending(cause => cause.EstimatedCer ?? 0)
                .ThenByDescending(cause => cause.Edits)
                .ThenBy(cause => cause.Cause, StringComparer.Ordinal),
        ];

        long EditsOf(CauseLabel label) => lines[GroundTruthLine.Key(label.Image)].Rates.Characters.Edits;
    }

    /// <summary>The causes, the most expensive first.</summary>
    public IReadOnlyList<CauseShare> Causes { get; }

    /// <summary>The label of every labelled line, by the line's id.</summary>
    public IReadOnlyDictionary<string, CauseLabel> Labels { get; }

    /// <summary>Number of labelled lines that have errors and were drawn at random.</summary>
    public int RandomCount { get; }

    /// <summary>Labelled images that are not in the report; they do not count.</summary>
    public IReadOnlyList<string> Unknown { get; }
}
