namespace HandwritingLstm.Decoding;

/// <summary>Several language models as one: after every context a weighted mean of their probabilities.</summary>
/// <remarks>
/// Linear interpolation, its weights found by expectation maximisation on held-out text: Jelinek and Mercer, "Interpolated estimation
/// of Markov source parameters from sparse data", 1980. Little text of the kind that is read, and much of another kind, make a
/// better model so than as one text.
/// </remarks>
public static class LanguageModelMixture
{
    private const int Rounds = 50; // of expectation maximisation; the weights stand still long before

    /// <summary>The mixture; it knows the n-grams of all.</summary>
    /// <param name="parts">The models, of one vocabulary and order.</param>
    /// <param name="weights">A weight each, at least 0; their sum is taken as one.</param>
    /// <exception cref="RecognitionException">There are no parts, not as many weights, or no weight is positive.</exception>
    public static NGramEstimates Of(IReadOnlyList<NGramEstimates> parts, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(weights);
        var total = weights.Sum();
        if (parts.Count == 0 || weights.Count != parts.Count || weights.Any(weight => !(weight >= 0)) || !(total > 0))
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"The mixture has {parts.Count} language models and {weights.Count} weights; expected one weight each, none below 0, not all 0."));
        }

        if (parts.Count == 1)
        {
            return parts[0];
        }

        var mixture = new NGramEstimates(parts[0].Vocabulary, parts[0].Order);
        Parallel.For(1, mixture.Order + 1, n => // the orders need nothing of each other
        {
            var probabilities = mixture.Probabilities[n - 1];
            foreach (var gram in parts.SelectMany(part => part.Probabilities[n - 1].Keys))
            {
                if (!probabilities.ContainsKey(gram))
                {
                    probabilities[gram] = parts.Zip(weights, (part, weight) => weight * part.Probability(gram, n)).Sum() / total;
                }
            }
        });

        mixture.Renormalize();
        return mixture;
    }

    /// <summary>The weights that make held-out text most probable.</summary>
    /// <param name="parts">The models, of one vocabulary and order.</param>
    /// <param name="heldOut">Lines of the kind that the mixture is for; none of them in the text of a part.</param>
    /// <returns>A weight each; their sum is one.</returns>
    public static double[] Weights(IReadOnlyList<NGramEstimates> parts, IEnumerable<string> heldOut)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(heldOut);
        var characters = new List<double[]>(); // what each part says of each character
        foreach (var line in heldOut)
        {
            parts[0].Visit(line, (gram, n) => characters.Add([.. parts.Select(part => part.Probability(gram, n))]));
        }

        var weights = Enumerable.Repeat(1.0 / parts.Count, parts.Count).ToArray();
        for (var round = 0; round < Rounds && characters.Count > 0; round++)
        {
            var shares = new double[parts.Count];
            foreach (var character in characters)
            {
                var sum = character.Zip(weights, (probability, weight) => probability * weight).Sum();
                for (var i = 0; i < shares.Length; i++)
                {
                    shares[i] += weights[i] * character[i] / sum;
                }
            }

            weights = [.. shares.Select(share => share / characters.Count)];
        }

        return weights;
    }
}
