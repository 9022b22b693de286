using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;
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

    private ComposedLines(TrainingData data, ComposedOptions options, int seed)
    {
        _options = options;
        _alphabet = data.Alphabet;
        _seed = seed;
        _corpus = CorpusText.Load(PathList.Split(options.Texts), _alphabet);
        _space = _alphabet.Encode(" ")[0];
        _handOf = new WriterHand?[data.Training.Lines.Count];
    }

    /// <summary>Lines whose letters were found; one that is named twice counts once.</summary>
    public int LineCount { get; private set; }

    /// <summary>Finds the letters of all lines whose strokes are known.</summary>
    /// <param name="recipe">Names texts, model and share.</param>
    /// <param name="data">The training lines with their writers and strokes.</param>
    /// <param name="progress">Is told of the lines.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="RecognitionException">Model or texts cannot be used, or the model finds no text in the strokes.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static ComposedLines Load(Recipe recipe, TrainingData data, ITrainingProgress progress, CancellationToken stop)
    {
        var lines = new ComposedLines(data, recipe.Composed, recipe.Training.Seed);
        lines.FindHands(data, recipe, progress, stop);
        return lines.LineCount > 0
            ? lines
            : throw new RecognitionException(
                $"{recipe.Data.Ink}: the model \"{recipe.Composed.Model}\" finds the text of none of {data.Ink.Count} lines in their strokes, so no line can be composed; name in composed.model one that reads these hands, or set composed.share to 0.");
    }

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
        return _alphabet.TryEncode(string.Join(' ', words), out var labels, out _) && labels.Length > 0 && hand.CanWrite(labels)
            ? new ComposedLine(hand.Write(labels, ref random), labels)
            : null;
    }

    private void FindHands(TrainingData data, Recipe recipe, ITrainingProgress progress, CancellationToken stop)
    {
        using var finder = new LetterFinder(_options.Model, recipe.Training.Threads);
        var known = data.Training.Lines.DistinctBy(KeyOf) // the ground truth may be named twice, to count twice
            .Select(line => (Line: line, Ink: data.Ink.GetValueOrDefault(InkAugmentation.IdOf(line.Id))))
            .Where(line => line.Ink is not null).ToArray();
        var letters = new List<IReadOnlyList<WrittenLetter>?>();
        foreach (var chunk in known.Chunk(ChunkLines))
        {
            stop.ThrowIfCancellationRequested();
            letters.AddRange(finder.Find([.. chunk.Select(line => (line.Ink!, line.Line.Labels))], _alphabet));
            progress.Loading(recipe.Data.Ink, letters.Count, known.Length);
        }

        // A line of an unknown writer is a hand of its own, which has too few letters for most texts.
        var writers = Array.ConvertAll(known, line => line.Line.Writer ?? line.Line.Id);
        var shapes = new LetterShapes(writers.Zip(letters).Where(line => line.Second is not null).Select(line => (line.First, line.Second!)));
        var hands = new Dictionary<string, WriterHand>(StringComparer.Ordinal);
        var handOf = new Dictionary<(string Id, string? Writer), WriterHand>();
        for (var i = 0; i < known.Length; i++)
        {
            if (!hands.TryGetValue(writers[i], out var hand))
            {
                hands[writers[i]] = hand = new WriterHand(_space);
            }

            handOf[KeyOf(known[i].Line)] = hand;
            if (letters[i] is { } found)
            {
                hand.Add(shapes.Usual(writers[i], found));
                LineCount++;
            }
        }

        foreach (var (i, line) in data.Training.Lines.Index())
        {
            _handOf[i] = handOf.GetValueOrDefault(KeyOf(line));
        }
    }

    private static (string Id, string? Writer) KeyOf(TrainingLine line) => (line.Id, line.Writer);
}
