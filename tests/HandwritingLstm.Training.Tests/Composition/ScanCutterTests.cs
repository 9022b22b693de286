using HandwritingLstm.Text;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class ScanCutterTests
{
    private const int Height = 20;

    private static readonly Alphabet _alphabet = new(["a", "b", " "]);

    [TestMethod]
    public void Letters_are_cut_where_they_have_the_least_ink()
    {
        // Two blots that a thin stroke joins, nearer to the second one than to the first.
        var line = Line("....####----=####....");
        var letters = Cut(line, "ab", 5, 15);
        Assert.AreEqual((4, 17), (letters[0].First, letters[1].End), "from the first ink to the last");
        Assert.AreEqual(letters[0].End, letters[1].First, "no column is lost");
        Assert.IsInRange(8, 12, letters[0].End);
        Assert.IsTrue(letters.All(letter => letter.HasInk && letter.HasRoom));
    }

    [TestMethod]
    public void A_space_has_the_longest_run_of_paper_between_two_words()
    {
        var letters = Cut(Line("..###.##......####"), "a b", 3, 10, 15);
        Assert.AreEqual((2, 8), (letters[0].First, letters[0].End), "a gap within a letter is none between words");
        Assert.AreEqual((8, 14, false), (letters[1].First, letters[1].End, letters[1].HasInk));
        Assert.AreEqual((14, 18), (letters[2].First, letters[2].End));
    }

    [TestMethod]
    public void A_ruled_line_under_a_space_does_not_hide_it()
    {
        var letters = Cut(Line("..#####------#####"), "a b", 4, 10, 15);
        Assert.AreEqual((7, 13), (letters[1].First, letters[1].End));
    }

    [TestMethod]
    [DataRow("..###########", 3, 6, 10, DisplayName = "words that touch")]
    [DataRow("..#####.#####", 3, 6, 10, DisplayName = "words nearer than strokes of a letter")]
    public void A_space_without_room_has_no_columns(string columns, params int[] places)
    {
        var letters = Cut(Line(columns), "a b", places);
        Assert.IsFalse(letters[1].HasRoom);
        Assert.IsTrue(letters[0].HasInk && letters[2].HasInk);
        Assert.IsLessThanOrEqualTo(letters[2].First, letters[0].End);
    }

    [TestMethod]
    public void A_gap_of_the_page_is_no_space()
    {
        var letters = Cut(Line($"####{new string('.', 60)}####"), "a b", 1, 30, 66);
        Assert.IsFalse(letters[1].HasRoom);
        Assert.AreEqual((64, 68), (letters[2].First, letters[2].End));
    }

    [TestMethod]
    public void A_letter_on_paper_is_not_found_and_its_neighbours_are_not_certain()
    {
        var letters = Cut(Line("####...........####....####"), "ab ab", 2, 8, 12, 16, 24);
        CollectionAssert.AreEqual(new[] { false, false, false, true, true }, letters.Select(letter => letter.HasInk).ToArray());
    }

    [TestMethod]
    public void Letters_know_the_row_that_they_stand_on()
    {
        // Blots end with row 14; of a line without a letter that stands on its baseline, it is where lines have it.
        Assert.IsTrue(Cut(Line("####..####..####"), "a a a", 2, 5, 8, 11, 14).All(letter => Math.Abs(letter.Baseline - 15) < 0.1f));
        var comma = new Alphabet([","]);
        Assert.AreEqual(0.67f * Height, ScanCutter.Cut(Line("##"), comma.Encode(","), [1f], comma)[0].Baseline, 0.01f);
    }

    [TestMethod]
    public void Any_line_and_text_give_letters_in_order_within_the_line()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var columns = string.Concat(Enumerable.Range(0, 1 + random.Next(60)).Select(_ => ".-=#"[random.Next(4)]));
            var text = string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => "ab "[random.Next(3)]));
            int[] places = [.. text.Select(_ => random.Next(columns.Length)).Order()];
            var letters = Cut(Line(columns), text, places);
            Assert.HasCount(text.Length, letters);
            var end = 0;
            foreach (var letter in letters)
            {
                Assert.IsTrue(letter.First >= end && letter.End >= letter.First && letter.End <= columns.Length, $"{columns} \"{text}\" {string.Join(' ', places)}");
                end = letter.End;
            }
        }
    }

    private static ScanLetter[] Cut(QuantizedColumns line, string text, params int[] places) =>
        ScanCutter.Cut(line, _alphabet.Encode(text), Array.ConvertAll(places, place => (float)place), _alphabet);

    // Per column: paper, a thin stroke on the baseline, two of them, or a blot.
    private static QuantizedColumns Line(string columns)
    {
        var values = new byte[columns.Length * Height];
        foreach (var (t, column) in columns.Index())
        {
            var (first, last) = column switch { '-' => (14, 14), '=' => (13, 14), '#' => (6, 14), _ => (0, -1) };
            values.AsSpan((t * Height) + first, last + 1 - first).Fill(255);
        }

        return new QuantizedColumns(columns.Length, Height, values);
    }
}
