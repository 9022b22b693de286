using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>Whether confidences mean what they say: of all characters read with confidence 0.8, four fifths should be right.</summary>
/// <remarks>Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 2: reliability diagram and expected calibration error.</remarks>
public sealed class Calibration
{
    private Calibration(IEnumerable<Outcome> outcomes)
    {
        var sums = new Outcome[CalibrationBin.BinCount];
        foreach (var outcome in outcomes)
        {
            ref var sum = ref sums[CalibrationBin.IndexOf(outcome.Confidence / outcome.Weight)];
            sum = new Outcome(sum.Weight + outcome.Weight, sum.Confidence + outcome.Confidence, sum.Right + outcome.Right);
        }

        Bins =
        [
            .. sums
                .Select((sum, index) => new CalibrationBin(index, sum.Weight, sum.Confidence / sum.Weight, Math.Max(0, sum.Right) / (double)sum.Weight))
                .Where(bin => bin.Count > 0),
        ];
        var count = Bins.Sum(bin => bin.Count);
        ExpectedError = count == 0 ? 0 : Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / count;
    }

    /// <summary>The bins that have characters, the lowest confidence first.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>The expected calibration error: the mean distance between confidence and accuracy over all characters, 0 to 1.</summary>
    public double ExpectedError { get; }

    /// <summary>Of lines: a line's confidence is held against 1 − CER of the lines in its bin, each line weighing as many as its truth has characters.</summary>
    /// <param name="lines">The lines; those without a confidence or with an empty truth are left out.</param>
    /// <returns>Null where no line is left.</returns>
    public static Calibration? OfLines(IEnumerable<LineComparison> lines) => NullIfEmpty(new Calibration(lines
        .Where(line => line.Confidence is not null && line.Rates.Characters.TruthLength > 0)
        .Select(line => (line.Confidence, Characters: line.Rates.Characters))
        .Select(line => new Outcome(
            line.Characters.TruthLength,
            line.Confidence!.Value * (double)line.Characters.TruthLength,
            line.Characters.TruthLength - line.Characters.Edits))));

    /// <summary>Of single characters that were read: right is one that the alignment pairs with its like.</summary>
    /// <param name="lines">The lines; those whose characters are not known are left out.</param>
    /// <returns>Null where no character is known.</returns>
    public static Calibration? OfCharacters(IEnumerable<LineComparison> lines) => NullIfEmpty(new Calibration(lines
        .SelectMany(CharacterEdits.Of)
        .Select(character => new Outcome(1, character.Extent.Probability, character.IsWrong ? 0 : 1))));

    private static Calibration? NullIfEmpty(Calibration calibration) => calibration.Bins.Count > 0 ? calibration : null;

    /// <summary>Characters, the sum of their confidences, and how many are right.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Outcome(long Weight, double Confidence, long Right);
}
