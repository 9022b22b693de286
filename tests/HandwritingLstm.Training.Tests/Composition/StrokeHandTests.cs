using HandwritingLstm.Ink;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class StrokeHandTests
{
    private const float Pitch = 0.4f;

    private static readonly Alphabet _alphabet = new(["a", "b", "c", " "]);
    private static readonly int _space = _alphabet.Encode(" ")[0];

    [TestMethod]
    public void A_text_has_the_strokes_of_its_letters_from_left_to_right()
    {
        // a is one stroke, b two, c three.
        var hand = Hand("abc cab", "bca acb");
        foreach (var text in (string[])["cab", "abba", "b ac c", "c"])
        {
            var line = Write(hand, text, seed: 3);
            Assert.HasCount(text.Sum(letter => letter is ' ' ? 0 : letter - 'a' + 1), line.Strokes);
            var x = line.Strokes.Select(stroke => stroke.X[0]).ToArray();
            CollectionAssert.AreEqual(x.Order().ToArray(), x);
        }
    }

    [TestMethod]
    public void Letters_stand_as_far_apart_as_they_were_written()
    {
        var line = Write(Hand("abc cab"), "bab", seed: 1);
        Assert.IsInRange(2 * Pitch, 3 * Pitch, line.Bounds().Right - line.Bounds().Left);
    }

    [TestMethod]
    public void The_same_numbers_write_the_same_line_and_others_another_one()
    {
        var hand = Hand("abc cab", "bca acb", "a b c", "cc bb aa");
        var widths = Enumerable.Range(0, 20).Select(seed => Write(hand, "abc bca", seed).Strokes.Sum(stroke => (double)stroke.Y.Max())).ToArray();
        Assert.IsGreaterThan(2, widths.Distinct().Count());
        Assert.AreEqual(widths[7], Write(hand, "abc bca", 7).Strokes.Sum(stroke => (double)stroke.Y.Max()));
    }

    [TestMethod]
    public void A_letter_that_was_never_written_or_not_found_cannot_be_written()
    {
        var hand = new StrokeHand(_space);
        hand.Add([Letter("a", 0), Letter("b", 1) with { Strokes = [] }]);
        Assert.IsTrue(hand.CanWrite(_alphabet.Encode("aa")));
        Assert.IsFalse(hand.CanWrite(_alphabet.Encode("ab")));
        Assert.IsFalse(hand.CanWrite(_alphabet.Encode("c")));
    }

    [TestMethod]
    public void Joined_letters_are_one_stroke_again()
    {
        // One stroke through three letters, and another one through two.
        var hand = new StrokeHand(_space);
        hand.Add([Joined("a", 0, false, true), Joined("b", 1, true, true), Joined("c", 2, true, false)]);
        hand.Add([Joined("c", 0, false, true), Joined("a", 1, true, false)]);
        foreach (var text in (string[])["abc", "ca", "bca"])
        {
            var line = Write(hand, text, seed: 2);
            var points = line.Strokes.Sum(stroke => stroke.PointCount);
            Assert.AreEqual(2 * text.Length, points);
            Assert.IsLessThan(text.Length, line.Strokes.Count, text);
        }

        Assert.HasCount(1, Write(hand, "abc", seed: 2).Strokes);
    }

    private static InkLine Write(StrokeHand hand, string text, int seed)
    {
        var random = new CounterRandom(seed, 0, 0);
        return ((ComposedStrokes)hand.Write(_alphabet.Encode(text), ref random)).Ink;
    }

    private static StrokeHand Hand(params string[] lines)
    {
        var hand = new StrokeHand(_space);
        foreach (var (number, line) in lines.Index())
        {
            hand.Add([.. line.Select((letter, i) => Letter(letter.ToString(), i, 0.01f * number))]);
        }

        return hand;
    }

    private static WrittenLetter Letter(string letter, int place, float depth = 0) => new(
        _alphabet.Encode(letter)[0],
        place * Pitch,
        (place + 1) * Pitch,
        [.. Enumerable.Range(0, letter is " " ? 0 : letter[0] - 'a' + 1).Select(i =>
        {
            var x = (place * Pitch) + (0.1f * (i + 0.5f));
            return new LetterStroke((10 * place) + i, [x, x], [-0.5f, depth + (0.001f * place)], IsEntered: false, IsContinued: false);
        })]);

    private static WrittenLetter Joined(string letter, int place, bool isEntered, bool isContinued) => new(
        _alphabet.Encode(letter)[0],
        place * Pitch,
        (place + 1) * Pitch,
        [new LetterStroke(0, [(place + 0.1f) * Pitch, (place + 0.9f) * Pitch], [0, 0], isEntered, isContinued)]);
}
