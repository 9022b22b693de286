using HandwritingLstm.Text;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class ScanHandTests
{
    private const int Height = 8;
    private const int Margin = 3;

    private static readonly Alphabet _alphabet = new(["a", "b", "c", " "]);
    private static readonly int _space = _alphabet.Encode(" ")[0];

    [TestMethod]
    public void A_text_has_the_columns_of_its_letters_between_margins()
    {
        var hand = new ScanHand(_space, Margin);
        hand.Add(Letters("abc cab"));
        hand.Add(Letters("bca acb"));
        foreach (var text in (string[])["cab", "abba", "b ac c", "c"])
        {
            var random = new CounterRandom(4, 0, 0);
            var labels = _alphabet.Encode(text);
            var line = (ComposedScan)hand.Write(labels, ref random);
            CollectionAssert.AreEqual(labels, line.Labels);
            Assert.AreEqual($"...{string.Concat(text.Select(Columns))}...", Written(line.Columns), text);
        }
    }

    [TestMethod]
    public void A_letter_that_was_not_found_is_not_written()
    {
        var hand = new ScanHand(_space, Margin);
        var letters = Letters("ab");
        hand.Add([letters[0], letters[1].WithoutInk()]);
        Assert.IsTrue(hand.CanWrite(_alphabet.Encode("aa")));
        Assert.IsFalse(hand.CanWrite(_alphabet.Encode("ab")));
        Assert.IsFalse(hand.CanWrite(_alphabet.Encode("a a")), "no space was found");
    }

    [TestMethod]
    public void Runs_stand_on_one_baseline()
    {
        // The same letters in two lines, two rows apart; what is not known of them is joined so that they meet.
        var hand = new ScanHand(_space, Margin);
        hand.Add(OnRow("a", 4));
        hand.Add(OnRow("b", 6));
        foreach (var text in (string[])["ab", "ba"])
        {
            var random = new CounterRandom(4, 0, 0);
            var line = ((ComposedScan)hand.Write(_alphabet.Encode(text), ref random)).Columns;
            int[] rows = [.. Enumerable.Range(Margin, line.ColumnCount - (2 * Margin)).Select(t => Array.FindIndex(line.Values, t * Height, Height, ink => ink > 0) - (t * Height))];
            Assert.HasCount(3, rows);
            Assert.AreEqual(text[0] == 'a' ? 4 : 6, rows[0]);
            Assert.IsTrue(rows.All(row => row == rows[0]), $"{text}: {string.Join(' ', rows)}");
        }
    }

    // Letters of one row of ink each, which they stand on.
    private static ScanLetter[] OnRow(string text, int row)
    {
        ScanLetter[] letters = Letters(text);
        var line = new QuantizedColumns(letters[0].Line.ColumnCount, Height, [.. letters[0].Line.Values.Select((ink, i) => i % Height == row ? ink : (byte)0)]);
        return Array.ConvertAll(letters, letter => letter with { Line = line, Baseline = row + 1 });
    }

    // a has one column of ink, b two, c three, and a space two of paper.
    private static string Columns(char letter) => letter switch { 'a' => "a", 'b' => "bb", 'c' => "ccc", _ => ".." };

    private static string Written(QuantizedColumns line) =>
        string.Concat(Enumerable.Range(0, line.ColumnCount).Select(t => line.Values[t * line.Height] switch { 0 => '.', var ink => (char)ink }));

    private static ScanLetter[] Letters(string text)
    {
        var columns = string.Concat(text.Select(Columns));
        var line = new QuantizedColumns(columns.Length, Height, [.. columns.SelectMany(column => Enumerable.Repeat(column is '.' ? (byte)0 : (byte)column, Height))]);
        var letters = new List<ScanLetter>();
        var at = 0;
        foreach (var letter in text)
        {
            var end = at + Columns(letter).Length;
            letters.Add(new ScanLetter(_alphabet.Encode(letter.ToString())[0], line, at, end, letter is not ' ', 1));
            at = end;
        }

        return [.. letters];
    }
}
