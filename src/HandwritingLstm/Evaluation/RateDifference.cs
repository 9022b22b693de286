namespace HandwritingLstm.Evaluation;

/// <summary>How much an error rate differs from another, and how sure that is.</summary>
/// <param name="Value">Second − first, as a fraction; below 0 where the second is better.</param>
/// <param name="Interval">Its 95 % interval.</param>
/// <param name="ProbabilityLower">The probability that the second rate is the lower one: its share of the bootstrap's draws, ties half.</param>
public sealed record RateDifference(double Value, ConfidenceInterval Interval, double ProbabilityLower)
{
    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool IsCertain => Interval.Low > 0 || Interval.High < 0;

    /// <summary>The difference of drawn rates.</summary>
    /// <param name="value">The difference that was measured.</param>
    /// <param name="first">The first rate in every draw.</param>
    /// <param name="second">The second rate in the same draws.</param>
    internal static RateDifference Of(double value, double[] first, double[] second)
    {
        var differences = second.Zip(first, (after, before) => after - before).ToArray();
        var lower = differences.Sum(difference => difference < 0 ? 1 : difference > 0 ? 0 : 0.5);
        return new RateDifference(value, Bootstrap.Interval(differences), lower / differences.Length);
    }
}
