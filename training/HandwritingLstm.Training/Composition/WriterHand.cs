using HandwritingLstm.Ink;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>The letters that one writer has written, and how to write other texts with them.</summary>
/// <remarks>
/// A text is put together of runs of letters that the writer wrote one after another, as speech is of recorded units: of some runs at
/// random the one is taken that is long, stands in words where the text wants it, and joins what is before. Letters in place of
/// phones after Hunt and Black, "Unit selection in a concatenative speech synthesis system using a large speech database", ICASSP 1996,
/// section 2; of handwriting, Lin and Wan, "Style-preserving English handwriting synthesis", Pattern Recognition 40, 2007.
/// </remarks>
/// <param name="space">The label of the space, the only one that needs no ink.</param>
internal sealed class WriterHand(int space)
{
    // Runs that are looked at for a place of the text; more of them would make each hand write a word but one way.
    private const int Candidates = 12;

    private const int LongestRun = 7;

    private readonly List<IReadOnlyList<WrittenLetter>> _lines = [];
    private readonly Dictionary<(int Label, int Next), List<(int Line, int Letter)>> _pairs = [];
    private readonly Dictionary<int, List<(int Line, int Letter)>> _singles = [];

    /// <summary>Adds a line of the writer.</summary>
    /// <param name="letters">Its letters.</param>
    public void Add(IReadOnlyList<WrittenLetter> letters)
    {
        for (var k = 0; k < letters.Count; k++)
        {
            if (!IsUsable(letters[k]))
            {
                continue;
            }

            Enter(_singles, letters[k].Label, k);
            if (k + 1 < letters.Count && IsUsable(letters[k + 1]))
            {
                Enter(_pairs, (letters[k].Label, letters[k + 1].Label), k);
            }
        }

        _lines.Add(letters);

        void Enter<TKey>(Dictionary<TKey, List<(int, int)>> index, TKey key, int letter)
            where TKey : notnull
        {
            if (!index.TryGetValue(key, out var places))
            {
                index[key] = places = [];
            }

            places.Add((_lines.Count, letter));
        }
    }

    /// <summary>Whether the writer wrote every label of a text somewhere.</summary>
    public bool CanWrite(ReadOnlySpan<int> labels)
    {
        foreach (var label in labels)
        {
            if (!_singles.ContainsKey(label))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a text.</summary>
    /// <param name="labels">The labels of the text, which <see cref="CanWrite"/> all.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The strokes, in line heights.</returns>
    public InkLine Write(ReadOnlySpan<int> labels, ref CounterRandom random)
    {
        var text = new StrokeWriter();
        var before = new WrittenLetter(space, 0, 0, []);
        for (var at = 0; at < labels.Length;)
        {
            var longest = Math.Min(2 + random.Below(LongestRun - 1), labels.Length - at);
            var places = at + 1 < labels.Length && _pairs.TryGetValue((labels[at], labels[at + 1]), out var pairs) ? pairs : _singles[labels[at]];
            var (best, bestCost, length) = (places[0], float.PositiveInfinity, 1);
            for (var i = 0; i < Candidates; i++)
            {
                var place = places[random.Below(places.Count)];
                var run = RunLength(place, labels.Slice(at, longest));
                var cost = Cost(place, run, before, labels[(at + run)..]) - (run * 0.2f);
                if (cost < bestCost)
                {
                    (best, bestCost, length) = (place, cost, run);
                }
            }

            var letters = _lines[best.Line];
            text.Begin(letters[best.Letter]);
            for (var k = 0; k < length; k++)
            {
                text.Add(letters[best.Letter + k]);
            }

            before = letters[best.Letter + length - 1];
            at += length;
        }

        return text.ToLine();
    }

    private bool IsUsable(WrittenLetter letter) => letter.Label == space ? letter.Right > letter.Left : letter.Strokes.Count > 0;

    private int RunLength((int Line, int Letter) place, ReadOnlySpan<int> wanted)
    {
        var letters = _lines[place.Line];
        var length = 1;
        while (length < wanted.Length
            && place.Letter + length < letters.Count
            && letters[place.Letter + length].Label == wanted[length]
            && IsUsable(letters[place.Letter + length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>How badly a run fits: another place in a word than where it was written, or strokes that do not meet.</summary>
    private float Cost((int Line, int Letter) place, int run, WrittenLetter before, ReadOnlySpan<int> behind)
    {
        var letters = _lines[place.Line];
        var (first, end) = (letters[place.Letter], place.Letter + run);
        var beginsWord = place.Letter == 0 || letters[place.Letter - 1].Label == space;
        var endsWord = end == letters.Count || letters[end].Label == space;
        var cost = (beginsWord == (before.Label == space) ? 0 : 0.4f)
            + (endsWord == (behind.IsEmpty || behind[0] == space) ? 0 : 0.3f);
        return cost + (StrokeWriter.Joint(before, first) switch
        {
            (null, null) => 0,
            ({ } from, { } to) => Math.Min(0.6f, 4 * MathF.Abs(from.Y[^1] - to.Y[0])),
            _ => 0.3f,
        });
    }
}
