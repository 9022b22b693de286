using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Cli;

/// <summary>Scores the lines of ground truth once, for decoders to be tried on.</summary>
internal sealed class ScoredLineSource : IDisposable
{
    private const int ChunkSize = 64; // lines that the network scores at a time

    private readonly LineNormalizer _normalizer;
    private readonly LineNetwork _network;
    private readonly int _threads;
    private readonly TextWriter _error;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A shipped model's name or a model file.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <param name="error">Receives a line for every image that cannot be read, and one for all that have no strokes.</param>
    public ScoredLineSource(string model, int threads, TextWriter error)
    {
        var loaded = ModelFile.Load(ModelStore.Find(model));
        Alphabet = loaded.Alphabet;
        _normalizer = new LineNormalizer(PreprocessingJson.Read(loaded.Preprocessing));
        _network = LineNetwork.FromTensors(loaded.Spec, loaded.Tensors, threads);
        _threads = threads;
        _error = error;
    }

    /// <summary>The model's alphabet.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>The file of pen strokes from which lines are written anew; null = their images are read.</summary>
    public string? Ink { get; init; }

    /// <summary>How far a line is distorted that is written anew; 1 = as in training.</summary>
    public double InkStrength { get; init; } = 1;

    /// <summary>Lines whose image could not be read so far.</summary>
    public int FailedCount { get; private set; }

    /// <summary>Scores lines of a split, evenly spaced.</summary>
    /// <param name="truth">A CSV file or a folder.</param>
    /// <param name="split">The split; empty = all lines.</param>
    /// <param name="count">How many; 0 = all.</param>
    /// <exception cref="RecognitionException">There is no line that can be scored.</exception>
    public IReadOnlyList<ScoredLine> Read(string truth, string split, int count)
    {
        var lines = GroundTruthSource.Sample(GroundTruthSource.Read(truth, split), count);
        var hands = Ink is null ? null : Hands(lines);
        var withoutStrokes = 0;
        var scored = new List<ScoredLine>();
        foreach (var chunk in lines.Index().Chunk(ChunkSize))
        {
            var columns = new ColumnSequence?[chunk.Length];
            ParallelLoop.Run(chunk.Length, _threads, i => columns[i] = hands is null ? Load(chunk[i].Item) : hands.Write(chunk[i].Item.Image, 0, chunk[i].Index));
            withoutStrokes += hands is null ? 0 : columns.Count(line => line is null);
            var readable = chunk.Zip(columns).Where(pair => pair.Second is not null).ToArray();
            if (readable.Length > 0)
            {
                scored.AddRange(_network.Forward([.. readable.Select(pair => pair.Second!)]).Zip(readable, (scores, pair) => new ScoredLine(scores, ColumnOrder.Of(pair.First.Item.Text, _normalizer.Direction))));
            }
        }

        if (withoutStrokes > 0)
        {
            _error.WriteLine($"htr: {Ink}: {withoutStrokes} of {lines.Length} lines have no strokes in it that can be read, and are left out.");
        }

        return scored.Count > 0 ? scored : throw new RecognitionException($"{truth}: no line of it can be scored; check its images{(Ink is null ? "" : " and the ids of the pen strokes")}.");
    }

    /// <summary>How well lines are read by the best label of every column.</summary>
    public ErrorRates BestPath(IReadOnlyList<ScoredLine> lines)
    {
        var decoder = new BestPathDecoder(Alphabet);
        return lines.Aggregate(ErrorRates.None, (sum, line) => sum + ErrorRates.Of(line.Text, decoder.Decode(line.Scores).Text));
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private ColumnSequence? Load(GroundTruthLine line)
    {
        try
        {
            return _normalizer.Normalize(ImageFile.Load(line.ImagePath));
        }
        catch (RecognitionException problem)
        {
            lock (_error)
            {
                FailedCount++;
                _error.WriteLine($"htr: {problem.Message}");
            }

            return null;
        }
    }

    private InkAugmentation Hands(IReadOnlyList<GroundTruthLine> lines)
    {
        var ink = LineInk.Read(Ink!, lines.DistinctBy(line => Path.GetFullPath(line.ImagePath), StringComparer.Ordinal).Select(line => line.Image));
        var usual = new InkOptions();
        var options = usual with
        {
            Probability = 1,
            MaximumShear = usual.MaximumShear * InkStrength,
            WidthSpread = usual.WidthSpread * InkStrength,
            Drift = usual.Drift * InkStrength,
            SlantChange = usual.SlantChange * InkStrength,
            SizeChange = Math.Min(0.9, usual.SizeChange * InkStrength),
            Jitter = usual.Jitter * InkStrength,
            Warp = usual.Warp * InkStrength,
        };
        return new InkAugmentation(ink, _normalizer, options, new PaperOptions(), seed: 1);
    }
}
