using System.Collections.Concurrent;
using HandwritingLstm.Ctc;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>Reads a line by following the most probable texts from column to column, with a language model if there is one.</summary>
/// <remarks>
/// Prefix beam search: Graves, Jaitly, "Towards end-to-end speech recognition with recurrent neural networks", ICML 2014,
/// section 4; with the language model inside as in Hannun et al., "First-pass large vocabulary continuous speech recognition
/// using bi-directional recurrent DNNs", arXiv:1408.2873, section 3. A text's probability is the sum over all its paths.
/// </remarks>
public sealed class BeamSearchDecoder : IDecoder
{
    private readonly Alphabet _alphabet;
    private readonly BeamSearchOptions _options;
    private readonly LanguageScorer _scorer;
    private readonly CharacterConfidence _confidence;
    private readonly ConcurrentBag<PrefixBeam> _beams = []; // one for every thread that decodes

    /// <summary>A decoder.</summary>
    /// <param name="alphabet">The alphabet the network was trained with.</param>
    /// <param name="language">The language model; null = none.</param>
    /// <param name="options">Weights and width; null = the defaults, without a language model no bonus.</param>
    /// <param name="lexicon">The words that are known; null = none. Others are read too.</param>
    /// <param name="confidenceTemperature">Of the characters' probabilities; null = that of the shipped model.</param>
    /// <exception cref="RecognitionException">An option is out of range.</exception>
    public BeamSearchDecoder(
        Alphabet alphabet,
        CharacterLanguageModel? language = null,
        BeamSearchOptions? options = null,
        WordLexicon? lexicon = null,
        double? confidenceTemperature = null)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        _options = options ?? BeamSearchOptions.For(language);
        _options.Validate();
        _alphabet = alphabet;
        _scorer = new LanguageScorer(alphabet, language, lexicon, _options);
        _confidence = new CharacterConfidence(language is not null || lexicon is not null, confidenceTemperature);
    }

    /// <inheritdoc/>
    public LineReading Decode(LabelScores scores)
    {
        var texts = DecodeAll(scores, _confidence.AsksTexts || _options.Alternatives > 0 ? _options.Width : 1);
        return new LineReading(Place(scores, texts)) { Alternatives = TextAlternative.Of(texts, _alphabet, _options.Alternatives) };
    }

    /// <summary>The best texts of a line, the best first.</summary>
    /// <param name="scores">Natural-log probabilities, shape [columns, labels]; label 0 is the blank.</param>
    /// <param name="count">How many at most; never more than the width of the beam.</param>
    /// <returns>At least one text; its score is the log probability, with language model and bonus.</returns>
    public IReadOnlyList<(int[] Labels, double Score)> DecodeAll(LabelScores scores, int count)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (scores.LabelCount != _alphabet.LabelCount)
        {
            throw new ArgumentException(
                $"The network scores {scores.LabelCount} labels, but the alphabet has {_alphabet.LabelCount} (blank included).", nameof(scores));
        }

        var beam = _beams.TryTake(out var used) ? used : new PrefixBeam(_options.Width);
        beam.Begin(_scorer.Begin);
        var likely = new int[scores.LabelCount];
        var threshold = (float)Math.Log(Math.Max(_options.LeastProbability, double.Epsilon));
        for (var t = 0; t < scores.ColumnCount; t++)
        {
            var column = scores.Column(t);
            var likelyCount = 0;
            for (var label = 1; label < column.Length; label++)
            {
                if (column[label] >= threshold)
                {
                    likely[likelyCount++] = label;
                }
            }

            Step(beam, column, likely.AsSpan(0, likelyCount));
        }

        beam.End(_scorer.EndOfWord);
        var best = beam.Best(count);
        _beams.Add(beam);
        return best;
    }

    private void Step(PrefixBeam beam, ReadOnlySpan<float> column, ReadOnlySpan<int> likely)
    {
        foreach (var prefix in beam.Active)
        {
            var last = beam.LabelOf(prefix);
            beam.AddBlank(prefix, PrefixBeam.Add(beam.EndingInBlank(prefix), beam.EndingInLabel(prefix)) + column[Alphabet.Blank]);
            if (last != Alphabet.Blank)
            {
                beam.AddLabel(prefix, beam.EndingInLabel(prefix) + column[last]); // the same character goes on
            }
        }

        var least = beam.LeastStaying();
        foreach (var prefix in beam.Active)
        {
            Continue(beam, prefix, column, likely, least);
        }

        beam.Advance();
    }

    private void Continue(PrefixBeam beam, int prefix, ReadOnlySpan<float> column, ReadOnlySpan<int> likely, double least)
    {
        var (blank, last) = (beam.EndingInBlank(prefix), beam.LabelOf(prefix));
        var both = PrefixBeam.Add(blank, beam.EndingInLabel(prefix));

        // A longer text gains the bonus and perhaps a whole word, and the language model can but lower it. Where that is not
        // enough to be followed, it need not be asked; but a text that is followed already gets all its paths.
        var hope = beam.StateOf(prefix).Weight + _options.CharacterBonus + Math.Max(0, _scorer.EndOfWord(beam.StateOf(prefix)));
        foreach (var label in likely)
        {
            // The same character anew needs a blank between.
            var before = (label == last ? blank : both) + column[label];
            if (double.IsNegativeInfinity(before) || (before + hope < least && !beam.IsFollowed(prefix, label)))
            {
                continue;
            }

            var child = beam.Child(prefix, label, out var isNew);
            if (isNew)
            {
                beam.StateOf(child) = _scorer.Extend(beam.StateOf(prefix), label);
            }

            beam.AddLabel(child, before);
        }
    }

    private ReadCharacter[] Place(LabelScores scores, IReadOnlyList<(int[] Labels, double Score)> texts)
    {
        var extents = CtcAlignment.Align(scores, texts[0].Labels).Extents();
        var confidences = _confidence.Of([.. extents.Select(extent => extent.BestOf(scores))], texts);
        return [.. extents.Zip(confidences, (extent, confidence) => new ReadCharacter(_alphabet[extent.Label], extent.FirstColumn, extent.LastColumn, confidence))];
    }
}
