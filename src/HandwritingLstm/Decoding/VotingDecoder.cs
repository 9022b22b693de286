using System.Numerics.Tensors;
using HandwritingLstm.Ctc;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>Reads a line that several networks have scored: the text that is most probable to all of them together.</summary>
/// <remarks>
/// Voting of networks: Reul et al., "Improving OCR accuracy on early printed books by combining pretraining, voting, and active
/// learning", JLCL 33(1), 2018, where characters of aligned texts vote by their confidence. Networks put a character into columns of
/// their own, so that no table of scores can be the mean of theirs; here they vote on every character while the text is searched for:
/// prefix search (Graves et al., "Connectionist Temporal Classification", ICML 2006, section 3.2) from label to label, where
/// the log probability of a beginning is the mean of the networks' (a logarithmic opinion pool: Hinton, "Products of experts",
/// ICANN 1999, section 2). Their columns may differ in number.
/// </remarks>
public sealed class VotingDecoder
{
    // A beginning that is so much less probable than a whole text in hand is given up, or as much as bonuses are worth if that is
    // more. What follows can make it less probable but for them and for a word that ends.
    private const double Hope = 3;

    // So many times the beam's width are looked up in the language model.
    private const int Shortlist = 4;

    private readonly Alphabet _alphabet;
    private readonly BeamSearchOptions _options;
    private readonly LanguageScorer _language;
    private readonly CharacterConfidence _confidence;

    /// <summary>A decoder.</summary>
    /// <param name="alphabet">The alphabet of all networks.</param>
    /// <param name="language">The language model; null = none.</param>
    /// <param name="options">Weights and width; null = the defaults, without a language model no bonus.</param>
    /// <param name="lexicon">The words that are known; null = none. Others are read too.</param>
    /// <param name="confidenceTemperature">Of the characters' probabilities; null = that of the shipped model.</param>
    /// <exception cref="RecognitionException">An option is out of range.</exception>
    public VotingDecoder(
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
        _language = new LanguageScorer(alphabet, language, lexicon, _options);
        _confidence = new CharacterConfidence(language is not null || lexicon is not null, confidenceTemperature);
    }

    /// <summary>Reads one line.</summary>
    /// <param name="votes">What each network says of it: natural-log probabilities, shape [its columns, labels]; label 0 is the blank.</param>
    /// <returns>The reading, with the columns of the first network; what the networks say of a character is the geometric mean of their probabilities.</returns>
    /// <exception cref="ArgumentException">There is no vote, or scores and alphabet differ in their number of labels.</exception>
    public LineReading Decode(IReadOnlyList<LabelScores> votes)
    {
        var texts = DecodeAll(votes);
        return new LineReading(Place(votes, texts)) { Alternatives = TextAlternative.Of(texts, _alphabet, _options.Alternatives) };
    }

    /// <summary>The texts that were followed to their end, the best first.</summary>
    /// <inheritdoc cref="Decode"/>
    /// <returns>At least one text; its score is the mean of the networks' log probabilities, with language model and bonus.</returns>
    public IReadOnlyList<(int[] Labels, double Score)> DecodeAll(IReadOnlyList<LabelScores> votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        if (votes.Count == 0 || votes.Any(scores => scores.LabelCount != _alphabet.LabelCount))
        {
            throw new ArgumentException(
                $"Every network must score the {_alphabet.LabelCount} labels of the alphabet (blank included), but they score {string.Join(", ", votes.Select(scores => scores.LabelCount))}.",
                nameof(votes));
        }

        var probabilities = votes.Select(Probabilities).ToArray();
        var beam = new List<VotedPrefix> { VotedPrefix.Begin(probabilities, _alphabet.LabelCount, _language.Begin) };
        var texts = new List<(int[] Labels, double Score)> { ([], Whole(beam[0])) };
        var best = texts[0].Score;
        var hope = Math.Max(Hope, Math.Max(0, _options.CharacterBonus) + Math.Max(0, _options.WordBonus));
        for (var longest = votes.Max(scores => scores.ColumnCount); beam.Count > 0 && beam[0].Labels.Length < longest;)
        {
            beam = [.. Continue(beam)
                .Where(next => next.Score + Math.Max(0, _language.EndOfWord(next.State)) >= best - hope)
                .Select(next => next.Prefix.Extend(next.Label, next.State))];
            foreach (var prefix in beam)
            {
                texts.Add((prefix.Labels, Whole(prefix)));
                best = Math.Max(best, texts[^1].Score);
            }
        }

        return [.. texts.OrderByDescending(text => text.Score).Take(_options.Width)];
    }

    private static double[] Probabilities(LabelScores scores)
    {
        var probabilities = new double[scores.Values.Length];
        TensorPrimitives.ConvertTruncating<float, double>(scores.Values, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        return probabilities;
    }

    private double Whole(VotedPrefix prefix) => prefix.Whole + prefix.State.Weight + _language.EndOfWord(prefix.State);

    /// <summary>The best beginnings that are one label longer.</summary>
    private IEnumerable<(VotedPrefix Prefix, int Label, LanguageState State, double Score)> Continue(List<VotedPrefix> beam)
    {
        var found = new List<(VotedPrefix Prefix, int Label, double Log)>();
        var logs = new double[_alphabet.LabelCount];
        var threshold = Math.Log(Math.Max(_options.LeastProbability, double.Epsilon));
        foreach (var prefix in beam)
        {
            prefix.Continuations(logs);
            logs[Alphabet.Blank] = double.NegativeInfinity;
            var least = TensorPrimitives.Max<double>(logs) + threshold;
            for (var label = 1; label < logs.Length; label++)
            {
                if (logs[label] > double.NegativeInfinity && logs[label] >= least)
                {
                    found.Add((prefix, label, logs[label]));
                }
            }
        }

        // OrderBy keeps the order of equals: the result does not depend on how the sort works.
        return found
            .OrderByDescending(next => next.Log + next.Prefix.State.Weight)
            .Take(Shortlist * _options.Width)
            .Select(next =>
            {
                var state = _language.Extend(next.Prefix.State, next.Label);
                return (next.Prefix, next.Label, state, Score: next.Log + state.Weight);
            })
            .OrderByDescending(next => next.Score)
            .Take(_options.Width);
    }

    private ReadCharacter[] Place(IReadOnlyList<LabelScores> votes, IReadOnlyList<(int[] Labels, double Score)> texts)
    {
        var labels = texts[0].Labels;
        var places = votes.Select(scores => CtcAlignment.Align(scores, labels).Extents()).ToArray(); // [networks][labels]
        var means = labels.Select((_, i) => votes.Select((scores, network) => places[network][i].BestOf(scores)).Average());
        var confidences = _confidence.Of([.. means], texts);
        return
        [
            .. labels.Select((label, i) => new ReadCharacter(_alphabet[label], places[0][i].FirstColumn, places[0][i].LastColumn, confidences[i])),
        ];
    }
}
