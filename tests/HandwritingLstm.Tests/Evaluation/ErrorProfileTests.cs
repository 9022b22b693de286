using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Tests.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class ErrorProfileTests
{
    [TestMethod]
    public void Groups_sum_to_all_edits_on_any_text()
    {
        var report = new EvaluationReport(RandomLines(seed: 7, count: 400));
        var profile = report.Profile;
        var all = report.Overall.Characters;
        Assert.AreEqual(all, Sum(profile.ByClass));
        Assert.AreEqual(all.Edits, profile.Confusions.All.Sum(confusion => confusion.Count));
        foreach (var groups in new[] { profile.ByLength, profile.ByWriter, profile.ByConfidence })
        {
            Assert.AreEqual(report.Overall, groups.Aggregate(ErrorRates.None, (sum, group) => sum + group.Rates));
        }

        // Lines without a truth have no positions.
        var placed = report.Lines.Where(line => line.Rates.Characters.TruthLength > 0);
        Assert.AreEqual(LineGroups.Sum(placed).Characters, Sum(profile.ByPosition));
    }

    [TestMethod]
    public void Truth_counts_are_those_of_the_texts()
    {
        var report = new EvaluationReport([new("1", "banana", "bnna"), new("2", "été", "été")]);
        Assert.AreEqual(3, report.Profile.TruthCount("a"));
        Assert.AreEqual(2, report.Profile.TruthCount("é"));
        Assert.AreEqual(0, report.Profile.TruthCount("z"));
    }

    [TestMethod]
    public void Frequent_pairs_and_triples_equal_the_naive_twin()
    {
        var lines = RandomLines(seed: 8, count: 300);
        var expected = new Dictionary<string, (int Count, int Errors)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var steps = EditDistance.Align(line.Truth, line.Reading);
            for (var first = 0; first < steps.Count; first++)
            {
                for (var last = first + 1; last < steps.Count && steps[first].Truth.Length > 0; last++)
                {
                    var part = steps.Skip(first).Take(last - first + 1).ToList();
                    var length = part.Count(step => step.Truth.Length > 0);
                    if (steps[last].Truth.Length > 0 && length is 2 or 3)
                    {
                        var key = string.Concat(part.Select(step => step.Truth));
                        var known = expected.GetValueOrDefault(key);
                        expected[key] = (known.Count + 1, known.Errors + (part.TrueForAll(step => step.Kind == EditKind.Match) ? 0 : 1));
                    }
                }
            }
        }

        var found = new EvaluationReport(lines).Profile.NGrams;
        Assert.IsGreaterThan(10, found.Count);
        foreach (var group in found)
        {
            Assert.AreEqual(expected[group.Text], (group.Count, group.ErrorCount), Escape(group.Text));
        }

        var most = expected.Values.Where(value => value.Count >= 5).Max(value => value.Errors);
        Assert.AreEqual(most, found[0].ErrorCount);
    }

    [TestMethod]
    public void Runs_of_neighbouring_edits_are_confusions_of_their_own()
    {
        var runs = new EvaluationReport([new("1", "modern times", "modem times"), new("2", "a burn", "a bum"), new("3", "cat", "cot")]).Profile.Runs.All;
        CollectionAssert.AreEqual(new[] { new Confusion("rn", "m", 2) }, runs.ToArray());
    }

    [TestMethod]
    [DataRow('a', CharacterClass.SmallLetter)]
    [DataRow('Q', CharacterClass.Capital)]
    [DataRow('é', CharacterClass.AccentedLetter)]
    [DataRow('Å', CharacterClass.AccentedLetter)]
    [DataRow('ß', CharacterClass.SmallLetter)]
    [DataRow('س', CharacterClass.OtherLetter)]
    [DataRow('한', CharacterClass.OtherLetter)] // it decomposes, but not into a letter and a diacritic
    [DataRow('7', CharacterClass.Digit)]
    [DataRow('½', CharacterClass.Digit)]
    [DataRow('؟', CharacterClass.Punctuation)]
    [DataRow('€', CharacterClass.Symbol)]
    [DataRow('\u0651', CharacterClass.Mark)]
    [DataRow(' ', CharacterClass.Space)]
    [DataRow('\u200D', CharacterClass.Other)]
    public void Characters_have_a_class(char character, CharacterClass expected) => Assert.AreEqual(expected, ClassTally.Classify(new Rune(character)));

    [TestMethod]
    public void Errors_are_where_they_are_in_the_line()
    {
        var groups = new EvaluationReport([new("1", "0123456789", "x12345678"), new("2", "0123456789", "0123456789!")]).Profile.ByPosition;
        Assert.AreEqual(new EditCounts(1, 0, 0, 2), groups[0].Counts);
        Assert.AreEqual(new EditCounts(0, 1, 1, 2), groups[9].Counts); // what is inserted at the end is in the last tenth
        Assert.AreEqual(0, groups.Take(9).Skip(1).Sum(group => group.Counts.Edits));
    }

    [TestMethod]
    public void Lines_are_grouped_by_length_and_writer()
    {
        var profile = new EvaluationReport(
        [
            new("1", "", "x", "ann", 0.05f), new("2", "abcdefghi", "abcdefghi", "ann", 1), new("3", new string('a', 10), "", "bob", 0.95f),
            new("4", new string('a', 250), "", null),
        ]).Profile;
        CollectionAssert.AreEqual(new[] { "0", "1–9", "10–19", "100 and more" }, profile.ByLength.Select(group => group.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "bob", "unknown", "ann" }, profile.ByWriter.Select(group => group.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "unknown", "0.0–0.1", "0.9–1.0" }, profile.ByConfidence.Select(group => group.Name).ToArray());
        Assert.IsEmpty(new EvaluationReport([new("1", "a", "b")]).Profile.ByWriter);
    }

    private static EditCounts Sum(IEnumerable<CharacterGroup> groups) => groups.Aggregate(default(EditCounts), (sum, group) => sum + group.Counts);

    private static LineComparison[] RandomLines(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var same = RandomText.Of(random, 8);
                return new LineComparison($"{i}", same + RandomText.Of(random, 4), RandomText.Of(random, 4) + same, $"w{i % 7}", i % 11 / 10f);
            }),
        ];
    }

    private static string Escape(string text) => string.Join(' ', TextNormalizer.CodePoints(text).Select(codePoint => $"U+{codePoint:X4}"));
}
