using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Tests.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class EditDistanceTests
{
    [TestMethod]
    [DataRow("", "", 0, 0, 0)]
    [DataRow("kitten", "sitting", 2, 1, 0)]
    [DataRow("abc", "", 0, 0, 3)]
    [DataRow("", "abc", 0, 3, 0)]
    [DataRow("ab", "ba", 2, 0, 0)] // two substitutions, not a deletion and an insertion
    [DataRow("été", "e\u0301te\u0301", 0, 0, 0)] // NFC equals NFD
    [DataRow("\u212B", "Å", 0, 0, 0)]
    [DataRow("a😀b", "a😁b", 1, 0, 0)] // a surrogate pair is one character
    [DataRow("𝄞", "", 0, 0, 1)]
    [DataRow("q\u0307", "q", 0, 0, 1)] // a mark that does not compose is a character of its own
    [DataRow("سلام", "سلم", 0, 0, 1)]
    [DataRow("a b", "ab", 0, 0, 1)]
    public void Edits_are_counted_by_kind(string truth, string reading, int substitutions, int insertions, int deletions)
    {
        var counts = EditDistance.Count(truth, reading);
        Assert.AreEqual(new EditCounts(substitutions, insertions, deletions, Runes(truth).Length), counts);
        Assert.AreEqual(substitutions + insertions + deletions, EditDistance.Between(truth, reading));
    }

    [TestMethod]
    [DataRow("the cat sat", "the bat sat", 1, 0, 0, 3)]
    [DataRow("the  cat\tsat ", "the cat sat", 0, 0, 0, 3)]
    [DataRow("the cat", "thecat", 1, 0, 1, 2)]
    [DataRow("été", "e\u0301te\u0301 x", 0, 1, 0, 1)]
    [DataRow("", "a b", 0, 2, 0, 0)]
    public void Words_are_counted_whole(string truth, string reading, int substitutions, int insertions, int deletions, int length) =>
        Assert.AreEqual(new EditCounts(substitutions, insertions, deletions, length), EditDistance.CountWords(truth, reading));

    [TestMethod]
    public void Random_texts_equal_the_naive_twin()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var (truth, reading) = Pair(random);
            var counts = EditDistance.Count(truth, reading);
            var (edits, indels) = Naive(Runes(truth), Runes(reading));
            Assert.AreEqual(edits, counts.Edits);
            Assert.AreEqual(indels, counts.Insertions + counts.Deletions);
            Assert.AreEqual(Runes(reading).Length - Runes(truth).Length, counts.Insertions - counts.Deletions);
            Assert.AreEqual(Runes(truth).Length, counts.TruthLength);
        }
    }

    [TestMethod]
    public void Alignment_spells_both_texts_with_the_counted_edits()
    {
        var random = new Random(2);
        for (var round = 0; round < 1000; round++)
        {
            var (truth, reading) = Pair(random);
            AssertAligned(truth, reading, EditDistance.Align(truth, reading));
        }
    }

    [TestMethod]
    public void Alignment_that_is_halved_to_spare_memory_costs_the_same()
    {
        var random = new Random(3);
        for (var round = 0; round < 1000; round++)
        {
            var (truth, reading) = Pair(random);
            var operations = EditAlignment.Of(TextNormalizer.CodePoints(truth), TextNormalizer.CodePoints(reading), mostCells: 1 + random.Next(40));
            AssertAligned(truth, reading, operations);
        }
    }

    [TestMethod]
    public void Alignment_names_what_happened()
    {
        EditOperation[] expected =
        [
            new(EditKind.Match, "a", "a"),
            new(EditKind.Substitution, "𝄞", "x"),
            new(EditKind.Match, "b", "b"),
            new(EditKind.Deletion, "é", ""),
        ];
        CollectionAssert.AreEqual(expected, EditDistance.Align("a𝄞be\u0301", "axb").ToArray());
        CollectionAssert.AreEqual(new EditOperation[] { new(EditKind.Insertion, "", "a") }, EditDistance.Align("", "a").ToArray());
    }

    private static void AssertAligned(string truth, string reading, IReadOnlyList<EditOperation> operations)
    {
        Assert.AreEqual(TextNormalizer.Compose(truth), string.Concat(operations.Select(operation => operation.Truth)));
        Assert.AreEqual(TextNormalizer.Compose(reading), string.Concat(operations.Select(operation => operation.Reading)));
        var counts = EditDistance.Count(truth, reading);
        Assert.AreEqual(counts.Substitutions, operations.Count(operation => operation.Kind == EditKind.Substitution));
        Assert.AreEqual(counts.Insertions, operations.Count(operation => operation.Kind == EditKind.Insertion));
        Assert.AreEqual(counts.Deletions, operations.Count(operation => operation.Kind == EditKind.Deletion));
        foreach (var operation in operations)
        {
            Assert.AreEqual(operation.Kind == EditKind.Match, string.Equals(operation.Truth, operation.Reading, StringComparison.Ordinal));
        }
    }

    /// <summary>The whole matrix, of pairs: fewest edits, then fewest insertions and deletions.</summary>
    private static (int Edits, int Indels) Naive(Rune[] truth, Rune[] reading)
    {
        var best = new (int Edits, int Indels)[truth.Length + 1, reading.Length + 1];
        for (var i = 0; i <= truth.Length; i++)
        {
            for (var j = 0; j <= reading.Length; j++)
            {
                var choices = new List<(int Edits, int Indels)>();
                if (i > 0)
                {
                    choices.Add((best[i - 1, j].Edits + 1, best[i - 1, j].Indels + 1));
                }

                if (j > 0)
                {
                    choices.Add((best[i, j - 1].Edits + 1, best[i, j - 1].Indels + 1));
                }

                if (i > 0 && j > 0)
                {
                    choices.Add((best[i - 1, j - 1].Edits + (truth[i - 1] == reading[j - 1] ? 0 : 1), best[i - 1, j - 1].Indels));
                }

                best[i, j] = choices.Count == 0 ? (0, 0) : choices.Min();
            }
        }

        return best[truth.Length, reading.Length];
    }

    /// <summary>Two texts that are often alike in parts.</summary>
    private static (string Truth, string Reading) Pair(Random random)
    {
        var same = RandomText.Of(random, 6);
        return (RandomText.Of(random, 4) + same + RandomText.Of(random, 8), RandomText.Of(random, 4) + same + RandomText.Of(random, 8));
    }

    private static Rune[] Runes(string text)
    {
        var valid = string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune));
        return [.. valid.Normalize(NormalizationForm.FormC).EnumerateRunes()];
    }
}
