using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class ScanLetterTests
{
    private const int Height = 40;

    [TestMethod]
    public void The_shape_is_that_of_nearly_all_of_the_ink()
    {
        var letter = Letter((10, 30), (10, 30), (10, 30));
        Assert.AreEqual(new LetterShape(3f / Height, 10f / Height, 30f / Height), letter.Shape);

        letter.Line.Values[1] = 255; // a speck far above
        Assert.AreEqual(new LetterShape(3f / Height, 10f / Height, 30f / Height), letter.Shape);
    }

    [TestMethod]
    public void A_letter_without_ink_still_has_a_shape() => Assert.AreEqual(2f / Height, Letter((0, 0), (0, 0)).Shape.Width);

    [TestMethod]
    public void Strokes_that_meet_join_better_than_those_that_do_not()
    {
        var before = Letter((10, 30), (20, 23));
        var meeting = ScanLetter.JointCost(before, Letter((20, 23), (10, 30)));
        var apart = ScanLetter.JointCost(before, Letter((28, 31), (10, 30)));
        var blot = ScanLetter.JointCost(before, Letter((2, 38), (10, 30)));
        Assert.AreEqual(0, meeting);
        Assert.IsGreaterThan(meeting, apart);
        Assert.IsGreaterThan(apart, blot);
    }

    [TestMethod]
    public void Pencil_does_not_join_pen_even_across_a_space()
    {
        var space = Letter((0, 0)) with { HasInk = false, Darkness = 0.9f };
        Assert.IsLessThan(ScanLetter.JointCost(space, Letter((10, 30)) with { Darkness = 0.5f }), ScanLetter.JointCost(space, Letter((10, 30)) with { Darkness = 0.85f }));
    }

    [TestMethod]
    public void The_beginning_of_a_line_joins_anything() => Assert.AreEqual(0, ScanLetter.JointCost(null, Letter((10, 30))));

    private static ScanLetter Letter(params (int First, int End)[] columns)
    {
        var values = new byte[columns.Length * Height];
        foreach (var (t, (first, end)) in columns.Index())
        {
            values.AsSpan((t * Height) + first, end - first).Fill(255);
        }

        return new ScanLetter(1, new QuantizedColumns(columns.Length, Height, values), 0, columns.Length, HasInk: true, Darkness: 1);
    }
}
