namespace HandwritingLstm.Evaluation;

/// <summary>The CER over the share of lines that is kept when the least confident are set aside, to be typed by hand.</summary>
/// <remarks>
/// The risk–coverage curve: El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 2010. Lines of
/// equal confidence cannot be told apart, so a part of them counts as their average does.
/// </remarks>
public sealed class CoverageCurve
{
    private const int Steps = 100;

    private CoverageCurve(List<IGrouping<float, LineComparison>> tied, int lineCount)
    {
        LineCount = lineCount;
        var points = new List<CoveragePoint>(Steps);
        var (group, linesBefore, editsBefore, lengthBefore) = (0, 0, 0L, 0L);
        var counts = LineGroups.Sum(tied[0]).Characters;
        for (var step = 1; step <= Steps; step++)
        {
            var kept = (double)step * lineCount / Steps; // a fraction of a line counts as one
            while (linesBefore + tied[group].Count() < kept)
            {
                linesBefore += tied[group].Count();
                editsBefore += counts.Edits;
                lengthBefore += counts.TruthLength;
                counts = LineGroups.Sum(tied[++group]).Characters;
            }

            var part = (kept - linesBefore) / tied[group].Count();
            var length = lengthBefore + (part * counts.TruthLength);
            var edits = editsBefore + (part * counts.Edits);
            points.Add(new CoveragePoint((double)step / Steps, length > 0 ? edits / length : Math.Min(edits, 1), tied[group].Key));
        }

        Points = points;
    }

    /// <summary>Number of lines that have a confidence.</summary>
    public int LineCount { get; }

    /// <summary>The points for 1 %, 2 %, … 100 % of the lines.</summary>
    public IReadOnlyList<CoveragePoint> Points { get; }

    /// <summary>The curve of some lines.</summary>
    /// <param name="lines">The lines; those without a confidence are left out.</param>
    /// <returns>Null where no line has a confidence.</returns>
    public static CoverageCurve? Of(IEnumerable<LineComparison> lines)
    {
        var known = lines.Where(line => line.Confidence is not null).ToList();
        return known.Count == 0
            ? null
            : new CoverageCurve([.. known.GroupBy(line => line.Confidence!.Value).OrderByDescending(group => group.Key)], known.Count);
    }

    /// <summary>The CER of the most confident share of the lines.</summary>
    /// <param name="kept">The share in whole percent, 1 to 100.</param>
    public CoveragePoint At(int kept) => Points[kept - 1];
}
