namespace HandwritingLstm.Evaluation;

/// <summary>Finds lines whose ground truth may be wrong: read with confidence, and yet far from the truth.</summary>
/// <remarks>
/// A line is suspect when its confidence is in the upper half of all lines', its CER is at least 15 % and three edits, and it has
/// more than three times the edits that its confidence promises. Northcutt et al., "Confident Learning", JAIR 2021, finds label
/// errors by the same disagreement.
/// </remarks>
internal static class SuspectTruth
{
    private const double LeastCer = 0.15;
    private const int LeastEdits = 3;
    private const double LeastSurplusFactor = 3;

    /// <summary>The suspect lines, the most surprising first.</summary>
    public static IReadOnlyList<LineComparison> Among(IReadOnlyList<LineComparison> lines)
    {
        var confidences = lines.Where(line => line.Confidence is not null).Select(line => line.Confidence!.Value).Order().ToArray();
        if (confidences.Length == 0)
        {
            return [];
        }

        var median = confidences[confidences.Length / 2];
        return
        [
            .. lines
                .Where(line => line.Confidence >= median && line.Rates.Characters.Edits >= LeastEdits && line.Rates.Cer >= LeastCer)
                .Where(line => line.Rates.Characters.Edits > LeastSurplusFactor * Promised(line))
                .OrderByDescending(line => line.Rates.Characters.Edits - Promised(line))
                .ThenBy(line => line.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The edits that a line's confidence leads to expect.</summary>
    private static double Promised(LineComparison line) => (1 - line.Confidence!.Value) * line.Rates.Characters.TruthLength;
}
