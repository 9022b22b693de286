namespace HandwritingLstm.Evaluation;

/// <summary>Where the errors of an evaluation are: in which characters, and in which lines.</summary>
public sealed class ErrorProfile
{
    private const int ChunkSize = 2000; // lines whose alignments are kept at a time

    private readonly ConfusionTally _confusions = new();
    private readonly ClassTally _classes = new();
    private readonly PositionTally _positions = new();
    private readonly NGramTally _nGrams = new();

    internal ErrorProfile(IReadOnlyList<LineComparison> lines)
    {
        foreach (var chunk in lines.Chunk(ChunkSize))
        {
            var aligned = new IReadOnlyList<EditOperation>[chunk.Length];
            Parallel.For(0, chunk.Length, i => aligned[i] = EditDistance.Align(chunk[i].Truth, chunk[i].Reading));
            Parallel.Invoke(
                () => Array.ForEach(aligned, _confusions.Add),
                () => Array.ForEach(aligned, _classes.Add),
                () => Array.ForEach(aligned, _nGrams.Add),
                () =>
                {
                    for (var i = 0; i < chunk.Length; i++)
                    {
                        _positions.Add(aligned[i], chunk[i].Rates.Characters.TruthLength);
                    }
                });
        }

        Confusions = _confusions.Characters;
        Runs = _confusions.Runs;
        NGrams = _nGrams.Groups;
        ByClass = _classes.Groups;
        ByPosition = _positions.Groups;
        ByLength = LineGroups.ByLength(lines);
        ByWriter = LineGroups.ByWriter(lines);
        ByConfidence = LineGroups.ByConfidence(lines);
    }

    /// <summary>Which characters are read as which; the counts sum to the edits.</summary>
    public Confusions Confusions { get; }

    /// <summary>Which runs of two to six neighbouring characters are read as which, such as rn as m.</summary>
    public Confusions Runs { get; }

    /// <summary>The pairs and triples of the truth (at least five of each) with the most errors; 100 at most.</summary>
    public IReadOnlyList<NGramErrors> NGrams { get; }

    /// <summary>Errors by the class of the truth's character, of an insertion by that of what was inserted; they sum to all.</summary>
    public IReadOnlyList<CharacterGroup> ByClass { get; }

    /// <summary>Errors by tenths of the line, in reading order.</summary>
    public IReadOnlyList<CharacterGroup> ByPosition { get; }

    /// <summary>Lines by the length of their truth in characters.</summary>
    public IReadOnlyList<LineGroup> ByLength { get; }

    /// <summary>Lines by writer, the writer with the highest CER first; empty where no writer is known.</summary>
    public IReadOnlyList<LineGroup> ByWriter { get; }

    /// <summary>Lines by tenths of confidence; empty where no confidence is known.</summary>
    public IReadOnlyList<LineGroup> ByConfidence { get; }

    /// <summary>How often a character is in the truth.</summary>
    public int TruthCount(string character) => _confusions.TruthCounts.GetValueOrDefault(character);
}
