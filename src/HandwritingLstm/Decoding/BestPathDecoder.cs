using HandwritingLstm.Ctc;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>Reads a line by taking the most probable label of every column.</summary>
/// <remarks>
/// Best-path decoding: Graves et al., "Connectionist Temporal Classification", ICML 2006, section 3.2.
/// It finds the most probable path, which need not spell the most probable text.
/// </remarks>
public sealed class BestPathDecoder : IDecoder
{
    private readonly Alphabet _alphabet;
    private readonly CharacterConfidence _confidence;

    /// <summary>A decoder.</summary>
    /// <param name="alphabet">The alphabet the network was trained with.</param>
    /// <param name="confidenceTemperature">Of the characters' probabilities; null = that of the shipped model.</param>
    public BestPathDecoder(Alphabet alphabet, double? confidenceTemperature = null)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        _alphabet = alphabet;
        _confidence = new CharacterConfidence(hasLanguage: false, confidenceTemperature);
    }

    /// <inheritdoc/>
    public LineReading Decode(LabelScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.LabelCount != _alphabet.LabelCount)
        {
            throw new ArgumentException(
                $"The network scores {scores.LabelCount} labels, but the alphabet has {_alphabet.LabelCount} " +
                "(blank included). Was the model trained with another alphabet?",
                nameof(scores));
        }

        var characters = new List<ReadCharacter>();
        var previous = Alphabet.Blank;

        for (var t = 0; t < scores.ColumnCount; t++)
        {
            var column = scores.Column(t); // [labels]
            var label = MostProbable(column);

            // CTC's rule: a label repeated without a blank between is one and the same character.
            if (label != Alphabet.Blank && label == previous)
            {
                var last = characters[^1];
                characters[^1] = last with { LastColumn = t, Probability = MathF.Max(last.Probability, _confidence.Of(column[label])) };
            }
            else if (label != Alphabet.Blank)
            {
                characters.Add(new ReadCharacter(_alphabet[label], t, t, _confidence.Of(column[label])));
            }

            previous = label;
        }

        return new LineReading(characters);
    }

    // By hand: compiling a library's generic search takes longer than reading a line.
    private static int MostProbable(ReadOnlySpan<float> column)
    {
        var best = 0;
        for (var label = 1; label < column.Length; label++)
        {
            if (column[label] > column[best])
            {
                best = label;
            }
        }

        return best;
    }
}
