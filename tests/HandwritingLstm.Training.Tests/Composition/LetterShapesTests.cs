using HandwritingLstm.Training.Composition;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class LetterShapesTests
{
    [TestMethod]
    public void A_letter_that_stands_out_loses_its_ink()
    {
        WrittenLetter[] line = [.. Enumerable.Range(0, 9).Select(i => Letter(0.2f + (0.01f * i), -0.4f, 0)), Letter(0.5f, -0.4f, 0), Letter(0.2f, -0.1f, 0), Letter(0.2f, -0.4f, 0.3f)];
        var usual = new LetterShapes<WrittenLetter>([("w", line)]).Usual("w", line);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 12).Select(i => i < 9 ? 1 : 0).ToArray(), usual.Select(letter => letter.Strokes.Count).ToArray(), "too wide, too low, too deep");
        Assert.AreEqual(line[10].Right, usual[10].Right, "where it was stays known");
    }

    [TestMethod]
    public void What_is_usual_is_so_for_a_writer_of_many_letters_and_for_all_where_there_are_few()
    {
        WrittenLetter[] small = [.. Enumerable.Range(0, 20).Select(_ => Letter(0.2f, -0.3f, 0))];
        WrittenLetter[] large = [.. Enumerable.Range(0, 6).Select(_ => Letter(0.4f, -0.6f, 0))];
        WrittenLetter[] single = [Letter(0.4f, -0.6f, 0)];
        var shapes = new LetterShapes<WrittenLetter>([("small", small), ("large", large), ("single", single)]);
        Assert.IsTrue(shapes.Usual("large", large).All(letter => letter.Strokes.Count == 1));
        Assert.IsEmpty(shapes.Usual("single", single)[0].Strokes);
        Assert.IsEmpty(shapes.Usual("small", large)[0].Strokes);
    }

    private static WrittenLetter Letter(float width, float top, float foot) =>
        new(1, 0, width, [new LetterStroke(0, [0, width], [top, foot], IsEntered: false, IsContinued: false)]);
}
