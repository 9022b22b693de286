using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Composition;

/// <summary>Lines that a training writer never wrote, of letters that they did.</summary>
/// <remarks>What comes out is a function of seed, epoch and index alone. Safe to call from several threads.</remarks>
internal sealed class ComposedLines
{
    // Texts that words are taken of for a line, and the share of its length that they must fill: a hand of few letters writes nothing.
    private const int MostTexts = 6;
    private const double LeastFilled = 0.6;

    private const int ChunkLines = 64; // that the network scores at a time

    private readonly ComposedOptions _options;
    private readonly Alphabet _alphabet;
    private readonly CorpusText _corpus;
    private readonly int _space;
    private readonly int _seed;
    private readonly IReadOnlyList<TrainingLine> _lines;
    private readonly WriterHand?[] _handOf;

    private ComposedLines(TrainingData data, ComposedOptions options, int seed)
    {
        _options = options;
        _alphabet = data.Alphabet;
        _seed = seed;
        _corpus = CorpusText.Load(PathList.Split(options.Texts), OwnTexts(data.Training.Lines), _alphabet);
        _space = _alphabet.Encode(" ")[0];
        _lines = data.Training.Lines;
        _handOf = new WriterHand?[_lines.Count];
    }

    /// <summary>Lines whose letters were found; one that is named twice counts once.</summary>
    public int LineCount { get; private set; }

    /// <summary>Finds the letters of all lines in their strokes, or, where the recipe names none, in their images.</summary>
    /// <param name="recipe">Names texts, model and share.</param>
    /// <param name="data">The training lines with their writers and strokes.</param>
    /// <param name="progress">Is told of the lines.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="RecognitionException">Model or texts cannot be used, or the model finds no text in the lines.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static ComposedLines Load(Recipe recipe, TrainingData data, ITrainingProgress progress, CancellationToken stop)
    {
        var lines = new ComposedLines(data, recipe.Composed, recipe.Training.Seed);
        using var places = new LetterPlaces(recipe.Composed.Model, recipe.Training.Threads);
        TrainingLine[] known = [.. data.Training.Lines.Distinct()]; // the ground truth may be named twice, to count twice
        var ofStrokes = recipe.Data.Ink.Length > 0;
        var source = ofStrokes ? recipe.Data.Ink : recipe.Data.Train;
        if (ofStrokes)
        {
            var finder = new LetterFinder(places);
            known = [.. known.Where(line => data.Ink.ContainsKey(InkAugmentation.IdOf(line.Id)))];
            lines.FindHands(known, Find, () => new StrokeHand(lines._space), Report, stop);
            IReadOnlyList<WrittenLetter>?[] Find(TrainingLine[] chunk) =>
                finder.Find([.. chunk.Select(line => (data.Ink[InkAugmentation.IdOf(line.Id)], line.Labels))], data.Alphabet);
        }
        else
        {
            places.RequirePreprocessing(recipe.Preprocessing, recipe.Composed.Model);
            lines.FindHands(known, chunk => ScanCutter.Cut(chunk, places, data.Alphabet), () => new ScanHand(lines._space, recipe.Preprocessing.MarginColumns), Report, stop);
        }

        return lines.LineCount > 0
            ? lines
            : throw new RecognitionException(
                $"{source}: the model \"{recipe.Composed.Model}\" finds the text of none of {known.Length} lines in their {(ofStrokes ? "strokes" : "images")}, so no line can be composed; name in composed.model one that reads these hands, or set composed.share to 0.");

        void Report(int done, int total) => progress.Loading(ofStrokes ? source : $"{source}: letters", done, total);
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

        var text = TextFor(hand, length, ref random);
        return text.Length >= LeastFilled * length && _alphabet.TryEncode(text, out var labels, out _) && labels.Length > 0 && hand.CanWrite(labels)
            ? hand.Write(labels, ref random)
            : null;
    }

    /// <summary>Words one behind another as a text has them, but for those that the hand cannot write, until there is no room left.</summary>
    private string TextFor(WriterHand hand, int length, ref CounterRandom random)
    {
        var texts = new SynthesisOptions { MinimumLength = length, MaximumLength = length, PatternShare = _options.PatternShare };
        var line = "";
        for (var attempt = 0; attempt < MostTexts; attempt++)
        {
            foreach (var word in _corpus.Take(texts, ref random).Split(' ').Where(word => _alphabet.TryEncode(word, out var labels, out _) && hand.CanWrite(labels)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (longer.Length > length)
                {
                    return line;
                }

                line = longer;
            }
        }

        return line;
    }

    private IEnumerable<string> OwnTexts(IReadOnlyList<TrainingLine> lines)
    {
        string[] texts = _options.OwnTexts == 0 ? [] : [.. lines.Select(line => string.Concat(line.Labels.Select(label => _alphabet[label]))).Distinct(StringComparer.Ordinal)];
        return Enumerable.Repeat(texts, _options.OwnTexts).SelectMany(own => own);
    }

    private void FindHands<TLetter>(
        TrainingLine[] lines,
        Func<TrainingLine[], IReadOnlyList<TLetter>?[]> find,
        Func<LetterHand<TLetter>> createHand,
        Action<int, int> progress,
        CancellationToken stop)
        where TLetter : class, ILetter<TLetter>
    {
        var letters = new List<IReadOnlyList<TLetter>?>();
        foreach (var chunk in lines.Chunk(ChunkLines))
        {
            stop.ThrowIfCancellationRequested();
            letters.AddRange(find(chunk));
            progress(letters.Count, lines.Length);
        }

        // A line of an unknown writer is a hand of its own, which has too few letters for most texts.
        var writers = lines.Select((line, i) => line.Writer ?? $"line {i}").ToArray();
        var shapes = new LetterShapes<TLetter>(writers.Zip(letters).Where(line => line.Second is not null).Select(line => (line.First, line.Second!)));
        var hands = new Dictionary<string, LetterHand<TLetter>>(StringComparer.Ordinal);
        var handOf = new Dictionary<TrainingLine, WriterHand>();
        foreach (var (i, line) in lines.Index())
        {
            if (!hands.TryGetValue(writers[i], out var hand))
            {
                hands[writers[i]] = hand = createHand();
            }

            handOf[line] = hand;
            if (letters[i] is { } found)
            {
                hand.Add(shapes.Usual(writers[i], found));
                LineCount++;
            }
        }

        foreach (var (i, line) in _lines.Index())
        {
            _handOf[i] = handOf.GetValueOrDefault(line);
        }
    }
}
