using System.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Pairs the code points of a truth and a reading at the least cost.</summary>
/// <remarks>
/// Short texts keep every step and walk back; long ones are halved first, which needs little memory:
/// Hirschberg, "A linear space algorithm for computing maximal common subsequences", CACM 1975.
/// </remarks>
internal static class EditAlignment
{
    private const long DefaultMostCells = 1 << 22; // 4 MB of steps: two texts of 2000 characters

    /// <summary>The alignment, in logical order.</summary>
    public static List<EditOperation> Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, long mostCells = DefaultMostCells)
    {
        var operations = new List<EditOperation>(Math.Max(truth.Length, reading.Length));
        if (truth.SequenceEqual(reading))
        {
            foreach (var codePoint in truth)
            {
                var character = new Rune(codePoint).ToString();
                operations.Add(new EditOperation(EditKind.Match, character, character));
            }

            return operations;
        }

        Append(truth, reading, mostCells, operations);
        return operations;
    }

    private static void Append(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, long mostCells, List<EditOperation> operations)
    {
        if (truth.Length < 2 || reading.IsEmpty || (truth.Length + 1L) * (reading.Length + 1L) <= mostCells)
        {
            AppendWalk(truth, reading, operations);
            return;
        }

        var middle = truth.Length / 2;
        var split = Split(truth, reading, middle);
        Append(truth[..middle], reading[..split], mostCells, operations);
        Append(truth[middle..], reading[split..], mostCells, operations);
    }

    /// <summary>Where the reading is cut when the truth is cut in the middle.</summary>
    private static int Split(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, int middle)
    {
        var before = new long[reading.Length + 1];
        EditDistance.FillCosts(truth[..middle], reading, before, []);

        var after = new long[reading.Length + 1];
        var reversedTruth = truth[middle..].ToArray();
        var reversedReading = reading.ToArray();
        Array.Reverse(reversedTruth);
        Array.Reverse(reversedReading);
        EditDistance.FillCosts(reversedTruth, reversedReading, after, []);

        var split = 0;
        for (var j = 1; j < before.Length; j++)
        {
            split = before[j] + after[^(j + 1)] < before[split] + after[^(split + 1)] ? j : split;
        }

        return split;
    }

    private static void AppendWalk(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, List<EditOperation> operations)
    {
        var width = reading.Length + 1;
        var steps = new EditKind[checked((truth.Length + 1) * width)];
        EditDistance.FillCosts(truth, reading, new long[width], steps);

        var first = operations.Count;
        for (int i = truth.Length, j = reading.Length; i > 0 || j > 0;)
        {
            var kind = steps[(i * width) + j];
            operations.Add(new EditOperation(
                kind,
                kind == EditKind.Insertion ? "" : new Rune(truth[--i]).ToString(),
                kind == EditKind.Deletion ? "" : new Rune(reading[--j]).ToString()));
        }

        operations.Reverse(first, operations.Count - first);
    }
}
