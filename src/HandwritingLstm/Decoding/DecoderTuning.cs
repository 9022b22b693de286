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
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        Parallel.For(0, lines.Count, parallel, i =>
        {
            var labels = decoder.DecodeAll(lines[i].Scores, 1)[0].Labels;
            rates[i] = ErrorRates.Of(lines[i].Text, string.Concat(labels.Select(label => alphabet[label])));
        });
        return rates.Aggregate(ErrorRates.None, (sum, line) => sum + line);
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
