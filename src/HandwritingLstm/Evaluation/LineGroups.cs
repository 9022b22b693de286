using System.Globalization;

namespace HandwritingLstm.Evaluation;

/// <summary>Sums the errors of lines that have something in common.</summary>
internal static class LineGroups
{
    private const int LengthStep = 10;
    private const int LongLength = 100; // longer lines are too few to tell apart

    /// <summary>By the length of the truth, in steps of ten characters; groups without lines are left out.</summary>
    public static IReadOnlyList<LineGroup> ByLength(IReadOnlyList<LineComparison> lines) =>
    [
        .. lines
            .GroupBy(line => line.Rates.Characters.TruthLength is var length && length == 0 ? -1 : Math.Min(length, LongLength) / LengthStep)
            .OrderBy(group => group.Key)
            .Select(group => new LineGroup(LengthName(group.Key), Sum(group))),
    ];

    /// <summary>By writer, the highest CER first; empty where no writer is known.</summary>
    public static IReadOnlyList<LineGroup> ByWriter(IReadOnlyList<LineComparison> lines) => lines.All(line => line.Writer is null)
        ? []
        :
        [
            .. lines
                .GroupBy(line => line.Writer, StringComparer.Ordinal)
                .Select(group => new LineGroup(group.Key ?? "unknown", Sum(group)))
                .OrderByDescending(group => group.Rates.Cer)
                .ThenBy(group => group.Name, StringComparer.Ordinal),
        ];

    /// <summary>By tenths of confidence, the lowest first; empty where no confidence is known.</summary>
    public static IReadOnlyList<LineGroup> ByConfidence(IReadOnlyList<LineComparison> lines) => lines.All(line => line.Confidence is null)
        ? []
        :
        [
            .. lines
                .GroupBy(line => line.Confidence is { } confidence ? CalibrationBin.IndexOf(confidence) : -1)
                .OrderBy(group => group.Key)
                .Select(group => new LineGroup(group.Key < 0 ? "unknown" : CalibrationBin.NameOf(group.Key), Sum(group))),
        ];

    /// <summary>The rates of some lines together.</summary>
    public static ErrorRates Sum(IEnumerable<LineComparison> lines) => lines.Aggregate(ErrorRates.None, (sum, line) => sum + line.Rates);

    private static string LengthName(long step) => step switch
    {
        < 0 => "0",
        0 => string.Create(CultureInfo.InvariantCulture, $"1–{LengthStep - 1}"),
        LongLength / LengthStep => string.Create(CultureInfo.InvariantCulture, $"{LongLength} and more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{step * LengthStep}–{((step + 1) * LengthStep) - 1}"),
    };
}
