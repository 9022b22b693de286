using HandwritingLstm.Evaluation;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>Finds the weights of a beam search that read some lines with the fewest errors.</summary>
/// <remarks>
/// Coordinate search: each weight in turn is tried one step up and one step down, and kept where characters are read better;
/// when none is, the steps are halved. The network's scores are computed once, by the caller.
/// </remarks>
/// <param name="alphabet">The alphabet the network was trained with.</param>
/// <param name="language">The language model; null = none.</param>
/// <param name="lexicon">The words that are known; null = none.</param>
/// <param name="lines">The lines; neither the network nor the language model should have been trained on them.</param>
/// <param name="threads">Number of threads; 0 = all cores. The result does not depend on it.</param>
public sealed class DecoderTuning(
    Alphabet alphabet, CharacterLanguageModel? language, WordLexicon? lexicon, IReadOnlyList<ScoredLine> lines, int threads = 0)
{
    private const int Halvings = 2; // the first steps are coarse, the last a quarter of them
    private const int Decimals = 6;

    /// <summary>How well the lines are read.</summary>
    public ErrorRates Measure(BeamSearchOptions options)
    {
        var decoder = new BeamSearchDecoder(alphabet, language, options, lexicon);
        var rates = new ErrorRates[lines.Count];
        ParallelLoop.Run(lines.Count, threads, i =>
        {
            var labels = decoder.DecodeAll(lines[i].Scores, 1)[0].Labels;
            rates[i] = ErrorRates.Of(lines[i].Text, string.Concat(labels.Select(label => alphabet[label])));
        });
        return rates.Aggregate(ErrorRates.None, (sum, line) => sum + line);
    }

    /// <summary>The temperature at which the probabilities of characters fit best how often they are right.</summary>
    /// <remarks>
    /// Guo et al., "On calibration of modern neural networks", ICML 2017, section 4: the least negative log likelihood, for which the
    /// mean of the evidence is the same whether weighed by what is right or by how probable that is.
    /// </remarks>
    public double ConfidenceTemperature(BeamSearchOptions options)
    {
        const double Known = 4; // high enough that no probability is rounded to 1
        var decoder = new BeamSearchDecoder(alphabet, language, options, lexicon, Known);
        var characters = new (double Evidence, bool IsRight)[lines.Count][];
        ParallelLoop.Run(lines.Count, threads, i => characters[i] = Characters(decoder.Decode(lines[i].Scores), lines[i].Text));
        var (least, most) = (Known / CharacterConfidence.MostTemperature, Known / CharacterConfidence.LeastTemperature);
        while (most - least > 1e-4)
        {
            var middle = (least + most) / 2;
            var tooSure = characters.Sum(line => line.Sum(character => character.Evidence * ((1 / (1 + Math.Exp(-middle * character.Evidence))) - (character.IsRight ? 1 : 0))));
            (least, most) = tooSure > 0 ? (least, middle) : (middle, most);
        }

        return Known / least;
    }

    /// <summary>The best weights that a search finds.</summary>
    /// <param name="start">Where to begin; the width of the beam and all that is no weight stays.</param>
    /// <param name="tried">Is told of every setting, and how well it reads; may be null.</param>
    public BeamSearchOptions Search(BeamSearchOptions start, Action<BeamSearchOptions, ErrorRates>? tried = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        var known = new Dictionary<BeamSearchOptions, long>(); // a setting is come upon from several sides
        var (best, fewest) = (start, Try(start));
        var step = 1.0;
        for (var halving = 0; halving <= Halvings; halving++, step /= 2)
        {
            bool isBetter;
            do
            {
                isBetter = false;
                foreach (var change in Changes(step))
                {
                    while (Within(change(best)) is { } candidate && Try(candidate) is var edits && edits < fewest)
                    {
                        (best, fewest, isBetter) = (candidate, edits, true);
                    }
                }
            }
            while (isBetter);
        }

        return best;

        long Try(BeamSearchOptions options)
        {
            if (!known.TryGetValue(options, out var edits))
            {
                var rates = Measure(options);
                tried?.Invoke(options, rates);
                known[options] = edits = rates.Characters.Edits;
            }

            return edits;
        }
    }

    private static (double Evidence, bool IsRight)[] Characters(LineReading reading, string truth)
    {
        var line = new LineComparison("", truth, reading.Text) { Characters = CharacterExtent.Of(reading) };
        return [.. CharacterEdits.Of(line).Select(character => (Math.Log(character.Extent.Probability / (1.0 - character.Extent.Probability)), !character.IsWrong))];
    }

    // Steps up and down again lead to the same numbers; null where they leave the range of an option.
    private static BeamSearchOptions? Within(BeamSearchOptions options)
    {
        try
        {
            options.Validate();
            return options with
            {
                LanguageWeight = Math.Round(options.LanguageWeight, Decimals),
                CharacterBonus = Math.Round(options.CharacterBonus, Decimals),
                WordWeight = Math.Round(options.WordWeight, Decimals),
                WordBonus = Math.Round(options.WordBonus, Decimals),
            };
        }
        catch (RecognitionException)
        {
            return null;
        }
    }

    private IEnumerable<Func<BeamSearchOptions, BeamSearchOptions>> Changes(double step)
    {
        foreach (var way in (double[])[step, -step])
        {
            if (language is not null)
            {
                yield return options => options with { LanguageWeight = options.LanguageWeight + (0.2 * way) };
            }

            yield return options => options with { CharacterBonus = options.CharacterBonus + (0.4 * way) };
            if (language is not null)
            {
                // A heavier language model wants a larger bonus: the two go together, which steps along one axis cannot.
                yield return options => options with { LanguageWeight = options.LanguageWeight + (0.2 * way), CharacterBonus = options.CharacterBonus + (0.4 * way) };
            }

            if (lexicon is not null)
            {
                yield return options => options with { WordWeight = options.WordWeight + (0.2 * way) };
                yield return options => options with { WordBonus = options.WordBonus + (0.8 * way) };
            }
        }
    }
}
