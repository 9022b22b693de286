using HandwritingLstm.Ink;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Composition;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class LetterCutterTests
{
    private static readonly Alphabet _alphabet = new(["a", "b", " "]);

    [TestMethod]
    public void Strokes_go_to_their_letters_and_spaces_take_what_is_between()
    {
        var letters = Cut("a b", [0.1f, 0.5f, 0.9f], Bar(0.1f, 1), Bar(0.9f, 1.02f));
        Assert.HasCount(1, letters[0].Strokes);
        Assert.IsEmpty(letters[1].Strokes);
        Assert.HasCount(1, letters[2].Strokes);
        Assert.AreEqual(0.1, letters[1].Left, 1e-6);
        Assert.AreEqual(0.9, letters[1].Right, 1e-6);
        Assert.IsLessThan(0.03f, letters.SelectMany(letter => letter.Strokes).Max(stroke => MathF.Abs(stroke.Y.Max())), "letters stand on the baseline");
    }

    [TestMethod]
    public void A_joined_stroke_is_cut_where_one_line_joins_the_letters()
    {
        // Two tall loops with a line at their feet between them, which is nearer to the second letter.
        var stroke = new InkStroke(
            [0, 0.15f, 0.3f, 0.15f, 0, 0.2f, 0.45f, 0.6f, 0.75f, 0.9f, 0.75f, 0.6f],
            [1, 0.5f, 0, 0.1f, 0.9f, 1, 1, 0.9f, 0.5f, 0, 0.1f, 0.9f]);
        var letters = Cut("ab", [0.1f, 0.7f], stroke);
        var (from, to) = StrokeWriter.Joint(letters[0], letters[1]);
        Assert.IsNotNull(from);
        Assert.IsNotNull(to);
        Assert.AreEqual(stroke.PointCount, from.X.Length + to.X.Length);
        Assert.IsInRange(0.3f, 0.6f, letters[0].Right);
        Assert.AreEqual(letters[0].Right, letters[1].Left);
    }

    [TestMethod]
    public void A_small_stroke_is_not_cut()
    {
        // The bar reaches a little over the edge.
        var letters = Cut("ab", [0.1f, 0.5f], Bar(0.1f, 1), new InkStroke([0, 0.1f, 0.2f, 0.31f], [0.3f, 0.3f, 0.3f, 0.3f]), Bar(0.5f, 1));
        Assert.HasCount(2, letters[0].Strokes);
        Assert.HasCount(1, letters[1].Strokes);
        Assert.IsFalse(letters[0].Strokes[1].IsContinued);
    }

    [TestMethod]
    public void A_small_stroke_that_writes_two_letters_is_cut()
    {
        var letters = Cut("ab", [0.08f, 0.26f], new InkStroke([0.05f, 0.05f, 0.1f, 0.15f, 0.2f, 0.28f, 0.28f], [0.5f, 1, 1, 1, 1, 0.5f, 1]));
        Assert.IsTrue(letters[0].Strokes[0].IsContinued);
        Assert.IsTrue(letters[1].Strokes[0].IsEntered);
    }

    [TestMethod]
    public void Letters_beside_one_that_was_not_found_are_not_trusted()
    {
        // Nothing stands where b was seen: a or the second a has taken it.
        var letters = Cut("abaa", [0.1f, 0.4f, 0.7f, 1.1f], Bar(0.1f, 1), Bar(0.7f, 1), Bar(1.1f, 1));
        CollectionAssert.AreEqual(new[] { 0, 0, 0, 1 }, letters.Select(letter => letter.Strokes.Count).ToArray());
    }

    [TestMethod]
    public void A_line_without_a_certain_letter_has_no_ink_at_all()
    {
        var letters = Cut("ab", [0.1f, 0.7f], Bar(0.1f, 1));
        Assert.HasCount(2, letters);
        Assert.IsTrue(letters.All(letter => letter.Strokes.Count == 0));
    }

    [TestMethod]
    public void A_bar_over_the_next_letters_does_not_move_them()
    {
        // The bar of the first letter reaches to the third.
        var letters = Cut("aba", [0.2f, 0.55f, 0.9f], Bar(0.2f, 1), new InkStroke([0.75f, 0.5f, 0.3f, 0.1f], [0.3f, 0.3f, 0.3f, 0.3f]), Bar(0.55f, 1), Bar(0.9f, 1));
        Assert.IsLessThanOrEqualTo(0.55f, letters[1].Left);
        Assert.IsGreaterThanOrEqualTo(0.55f, letters[1].Right);
    }

    private static InkStroke Bar(float x, float foot) => new([x, x, x], [0, foot / 2, foot]);

    private static WrittenLetter[] Cut(string text, float[] places, params InkStroke[] strokes) =>
        LetterCutter.Cut(new InkLine("", text, 1, strokes), _alphabet.Encode(text), places, _alphabet);
}
