namespace HandwritingLstm.Evaluation;

/// <summary>Whether a second model reads the same lines better than the first: the paired bootstrap.</summary>
/// <remarks>
/// Both models are judged on the same draws, so that what is hard for both cancels out. Bisani and Ney, "Bootstrap Estimates for
/// Confidence Intervals in ASR Performance Evaluation", ICASSP 2004, section 3: the probability of improvement. A tie counts half.
/// </remarks>
public sealed class PairedComparison
{
    private PairedComparison(EvaluationReport first, EvaluationReport second)
    {
        First = first;
        Second = second;
        var pairs = first.Lines.Zip(second.Lines).ToList();
        BetterLines = pairs.Count(pair => pair.Second.Rates.Characters.Edits < pair.First.Rates.Characters.Edits);
        WorseLines = pairs.Count(pair => pair.Second.Rates.Characters.Edits > pair.First.Rates.Characters.Edits);
        (Cer, Wer) = Differences([.. pairs.Select(pair => (pair.First.Rates, pair.Second.Rates))]);

        if (first.CerIntervalOverWriters is not null)
        {
            (CerOverWriters, WerOverWriters) = Differences(
            [
                .. pairs
                    .GroupBy(pair => pair.First.Writer, StringComparer.Ordinal)
                    .Select(writer => (LineGroups.Sum(writer.Select(pair => pair.First)), LineGroups.Sum(writer.Select(pair => pair.Second)))),
            ]);
        }
    }

    /// <summary>The first model's report.</summary>
    public EvaluationReport First { get; }

    /// <summary>The second model's report.</summary>
    public EvaluationReport Second { get; }

    /// <summary>Number of lines that the second model reads with fewer character edits.</summary>
    public int BetterLines { get; }

    /// <summary>Number of lines that the second model reads with more character edits.</summary>
    public int WorseLines { get; }

    /// <summary>Second CER − first CER, lines drawn.</summary>
    public RateDifference Cer { get; }

    /// <summary>Second WER − first WER, lines drawn.</summary>
    public RateDifference Wer { get; }

    /// <summary>Second CER − first CER, writers drawn; null unless every line's writer is known and there are two.</summary>
    public RateDifference? CerOverWriters { get; }

    /// <summary>Second WER − first WER, writers drawn; null unless every line's writer is known and there are two.</summary>
    public RateDifference? WerOverWriters { get; }

    /// <summary>Compares two reports.</summary>
    /// <param name="first">The first model's report; at least one line.</param>
    /// <param name="second">The second model's, on the same lines in the same order.</param>
    /// <exception cref="ArgumentException">The reports are not on the same lines, or there are none.</exception>
    public static PairedComparison Of(EvaluationReport first, EvaluationReport second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var isSame = first.Lines.Count > 0 && first.Lines.Count == second.Lines.Count &&
            first.Lines.Zip(second.Lines).All(pair => string.Equals(pair.First.Id, pair.Second.Id, StringComparison.Ordinal) &&
                string.Equals(pair.First.Truth, pair.Second.Truth, StringComparison.Ordinal));
        return isSame
            ? new PairedComparison(first, second)
            : throw new ArgumentException("Two reports can be compared only on the same lines, in the same order, and at least one.", nameof(second));
    }

    private static (RateDifference Cer, RateDifference Wer) Differences((ErrorRates First, ErrorRates Second)[] groups)
    {
        var drawn = Bootstrap.Resample(
        [
            Array.ConvertAll(groups, group => group.First.Characters),
            Array.ConvertAll(groups, group => group.Second.Characters),
            Array.ConvertAll(groups, group => group.First.Words),
            Array.ConvertAll(groups, group => group.Second.Words),
        ]);
        var first = groups.Aggregate(ErrorRates.None, (sum, group) => sum + group.First);
        var second = groups.Aggregate(ErrorRates.None, (sum, group) => sum + group.Second);
        return (RateDifference.Of(second.Cer - first.Cer, drawn[0], drawn[1]), RateDifference.Of(second.Wer - first.Wer, drawn[2], drawn[3]));
    }
}
