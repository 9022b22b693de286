using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Composition;

/// <summary>Lines that a training writer never wrote, of letters that he did.</summary>
/// <remarks>What comes out is a function of seed, epoch and index alone. Safe to call from several threads.</remarks>
internal sealed class ComposedLines
{
    private const int ChunkLines = 64; // that the network scores at a time

    private readonly ComposedOptions _options;
    private readonly Alphabet _alphabet;
    private readonly CorpusText _corpus;
    private readonly int _space;
    private readonly int _seed;
    private readonly WriterHand?[] _handOf;

    /// <summary>Finds the letters of all lines whose strokes are known.</summary>
    /// <param name="data">The training lines with their writers and strokes.</param>
    /// <param name="options">Texts, model and share.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <exception cref="RecognitionException">Model or texts cannot be used.</exception>
    public ComposedLines(TrainingData data, ComposedOptions options, int seed, int threads)
    {
        _options = options;
        _alphabet = data.Alphabet;
        _seed = seed;
        _corpus = CorpusText.Load(options.Texts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), _alphabet);
        _space = _alphabet.Encode(" ")[0];
        _handOf = new WriterHand?[data.Training.Lines.Count];
        FindHands(data, threads);
    }

    /// <summary>Lines whose letters were found.</summary>
    public int LineCount { get; private set; }

    /// <summary>A composed line in the hand of a real one; null where the line stays what it is.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The real line's index in the data set.</param>
    /// <param name="length">The most characters the text may have, at least 1.</param>
    public ComposedLine? Write(int epoch, int index, int length)
    {
        var random = new CounterRandom(_seed + 1, epoch, index); // not the stream of the fonts
        if (_handOf[index] is not { } hand || !random.Chance((float)_options.Share))
        {
            return null;
        }

        var texts = new SynthesisOptions { MinimumLength = length, MaximumLength = length, PatternShare = _options.PatternShare };
        var words = _corpus.Take(texts, ref random).Split(' ').Where(word => _alphabet.TryEncode(word, out var labels, out _) && hand.CanWrite(labels));
        var labels = _alphabet.Encode(string.Join(' ', words));
        return labels.Length > 0 && hand.CanWrite(labels) ? new ComposedLine(hand.Write(labels, _space, ref random), labels) : null;
    }

    private void FindHands(TrainingData data, int threads)
    {
        using var finder = new LetterFinder(_options.Model, threads);
        var hands = new Dictionary<string, WriterHand>(StringComparer.Ordinal);
        var known = data.Training.Lines.Index().Where(line => data.Ink.ContainsKey(InkAugmentation.IdOf(line.Item.Id))).ToArray();
        foreach (var chunk in known.Chunk(ChunkLines))
        {
            var found = finder.Find([.. chunk.Select(line => (data.Ink[InkAugmentation.IdOf(line.Item.Id)], line.Item.Labels))], _alphabet);
            foreach (var ((index, line), letters) in chunk.Zip(found))
            {
                // A line of an unknown writer is a hand of its own, which has too few letters for most texts.
                var writer = line.Writer ?? line.Id;
                if (!hands.TryGetValue(writer, out var hand))
                {
                    hands[writer] = hand = new WriterHand();
                }

                _handOf[index] = hand;
                if (letters is not null)
                {
                    hand.Add(letters, _space);
                    LineCount++;
                }
            }
        }
    }
}
