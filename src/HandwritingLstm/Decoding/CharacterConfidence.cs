namespace HandwritingLstm.Decoding;

/// <summary>How sure a reading is of a character: what the network says, and what the texts say that a search followed.</summary>
/// <remarks>
/// Temperature: Guo et al., "On calibration of modern neural networks", ICML 2017, section 4, here of the binary question whether a
/// character is right. Without a language the network alone is asked, since the texts repeat what it says. A language overrules the
/// network for good reasons that it knows nothing of; what both are unsure of shows in other texts that are as good.
/// </remarks>
/// <param name="hasLanguage">Whether a language model or a lexicon takes part.</param>
/// <param name="temperature">Above 1 what is said is believed less, below 1 more; null = as fitted to the shipped model.</param>
internal sealed class CharacterConfidence(bool hasLanguage, double? temperature)
{
    /// <summary>The lowest temperature that can be asked for.</summary>
    public const double LeastTemperature = 0.05;

    /// <summary>The highest temperature that can be asked for.</summary>
    public const double MostTemperature = 100;

    // Fitted (htr tune) to 600 lines of training writers, written anew by other hands (--ink-strength 2.2).
    private const double NetworkTemperature = 1.2;
    private const double LanguageTemperature = 3.35;

    private const double Least = 1e-4; // nothing is surer than this

    private readonly double _temperature = temperature ?? (hasLanguage ? LanguageTemperature : NetworkTemperature);

    /// <summary>Whether the texts of a search are asked, and not only the best of them.</summary>
    public bool AsksTexts => hasLanguage;

    /// <summary>How probable it is that a character is right, as the network alone says it.</summary>
    /// <param name="log">The natural logarithm of the network's probability.</param>
    public float Of(float log) => Of(Logit(Math.Exp(log)));

    /// <summary>For each character of the best text: how probable it is that it is right, 0 to 1.</summary>
    /// <param name="logs">The natural logarithms of the network's probabilities.</param>
    /// <param name="texts">The texts that the search followed to the end, the best first.</param>
    public float[] Of(IReadOnlyList<float> logs, IReadOnlyList<(int[] Labels, double Score)> texts) =>
        Array.ConvertAll(Evidence(logs, texts), Of);

    /// <summary>For each character of the best text: the logarithm of the odds that it is right, before the temperature.</summary>
    /// <inheritdoc cref="Of(IReadOnlyList{float}, IReadOnlyList{ValueTuple{int[], double}})"/>
    public double[] Evidence(IReadOnlyList<float> logs, IReadOnlyList<(int[] Labels, double Score)> texts)
    {
        var agreement = hasLanguage ? TextAgreement.Of(texts) : null;
        return [.. logs.Select((log, i) => Logit(Math.Exp(log)) + (agreement is null ? 0 : Logit(agreement[i])))];
    }

    private static double Logit(double probability)
    {
        var clamped = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(clamped / (1 - clamped));
    }

    private float Of(double evidence) => (float)(1 / (1 + Math.Exp(-evidence / _temperature)));
}
