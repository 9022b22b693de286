using System.Runtime.InteropServices;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>A writer's letters of one kind, and how runs of them are chosen for a text.</summary>
/// <remarks>
/// A text is put together of runs of letters that the writer wrote one after another, as speech is of recorded units: of some runs at
/// random the one is taken that is long, stands in words where the text wants it, and joins what is before. Letters in place of
/// phones after Hunt and Black, "Unit selection in a concatenative speech synthesis system using a large speech database", ICASSP 1996,
/// section 2; of handwriting, Lin and Wan, "Style-preserving English handwriting synthesis", Pattern Recognition 40, 2007.
/// </remarks>
/// <typeparam name="TLetter">The kind of letters.</typeparam>
/// <param name="space">The label of the space, the only one that needs no ink.</param>
internal abstract class LetterHand<TLetter>(int space) : WriterHand
    where TLetter : class, ILetter<TLetter>
{
    // Runs that are looked at for a place of the text; more of them would make each hand write a word but one way.
    private const int Candidates = 12;

    private const int LongestRun = 7;

    private readonly Dictionary<(int Label, int Next), List<Place>> _pairs = [];
    private readonly Dictionary<int, List<Place>> _singles = [];

    /// <summary>Adds a line of the writer.</summary>
    /// <param name="letters">Its letters.</param>
    public void Add(IReadOnlyList<TLetter> letters)
    {
        TLetter[] line = [.. letters];
        for (var k = 0; k < line.Length; k++)
        {
            if (!IsUsable(line[k]))
            {
                continue;
            }

            Enter(_singles, line[k].Label, new Place(line, k));
            if (k + 1 < line.Length && IsUsable(line[k + 1]))
            {
                Enter(_pairs, (line[k].Label, line[k + 1].Label), new Place(line, k));
            }
        }

        static void Enter<TKey>(Dictionary<TKey, List<Place>> index, TKey key, Place place)
            where TKey : notnull
        {
            if (!index.TryGetValue(key, out var places))
            {
                index[key] = places = [];
            }

            places.Add(place);
        }
    }

    /// <inheritdoc/>
    public override bool CanWrite(ReadOnlySpan<int> labels)
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

    /// <inheritdoc/>
    public override ComposedLine Write(int[] labels, ref CounterRandom random)
    {
        var runs = new List<ArraySegment<TLetter>>();
        TLetter? before = null;
        for (var at = 0; at < labels.Length;)
        {
            var longest = Math.Min(2 + random.Below(LongestRun - 1), labels.Length - at);
            var places = at + 1 < labels.Length && _pairs.TryGetValue((labels[at], labels[at + 1]), out var pairs) ? pairs : _singles[labels[at]];
            var (best, bestCost) = (new ArraySegment<TLetter>(places[0].Line, places[0].Letter, 1), float.PositiveInfinity);
            for (var i = 0; i < Candidates; i++)
            {
                var place = places[random.Below(places.Count)];
                var run = new ArraySegment<TLetter>(place.Line, place.Letter, RunLength(place, labels.AsSpan(at, longest)));
                var cost = Cost(run, before, labels.AsSpan(at + run.Count)) - (run.Count * 0.2f);
                if (cost < bestCost)
                {
                    (best, bestCost) = (run, cost);
                }
            }

            runs.Add(best);
            before = best[^1];
            at += best.Count;
        }

        return Join(runs, labels);
    }

    /// <summary>Sets runs of letters behind one another.</summary>
    /// <param name="runs">The runs, each of letters that were written so.</param>
    /// <param name="labels">The labels of them all.</param>
    protected abstract ComposedLine Join(IReadOnlyList<ArraySegment<TLetter>> runs, int[] labels);

    private bool IsUsable(TLetter letter) => letter.Label == space ? letter.HasRoom : letter.HasInk;

    private int RunLength(Place place, ReadOnlySpan<int> wanted)
    {
        var length = 1;
        while (length < wanted.Length
            && place.Letter + length < place.Line.Length
            && place.Line[place.Letter + length].Label == wanted[length]
            && IsUsable(place.Line[place.Letter + length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>How badly a run fits: another place in a word than where it was written, or ink that does not meet.</summary>
    private float Cost(ArraySegment<TLetter> run, TLetter? before, ReadOnlySpan<int> behind)
    {
        var (line, end) = (run.Array!, run.Offset + run.Count);
        var beginsWord = run.Offset == 0 || line[run.Offset - 1].Label == space;
        var endsWord = end == line.Length || line[end].Label == space;
        var cost = (beginsWord == (before is null || before.Label == space) ? 0 : 0.4f)
            + (endsWord == (behind.IsEmpty || behind[0] == space) ? 0 : 0.3f);
        return cost + TLetter.JointCost(before, run[0]);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(TLetter[] Line, int Letter);
}
