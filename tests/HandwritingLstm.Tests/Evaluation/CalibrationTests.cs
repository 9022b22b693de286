using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class CalibrationTests
{
    [TestMethod]
    public void Error_is_the_mean_distance_weighted_by_characters()
    {
        var calibration = Calibration.OfLines(
        [
            new("1", "abcdefghij", "abcdefghiX", null, 0.95f), // 0.9 right of 10
            new("2", "abcdefghij", "abcdefghij", null, 0.97f), // 1.0 right of 10, same bin
            new("3", "abcd", "XXcd", null, 0.25f), //             0.5 right of 4
            new("4", "", "x", null, 0.5f), //                     no characters
            new("5", "abc", "abc"), //                            no confidence
        ])!;
        Assert.HasCount(2, calibration.Bins);
        Assert.AreEqual((4L, "0.2–0.3"), (calibration.Bins[0].Count, calibration.Bins[0].Name));
        Assert.AreEqual(0.96, calibration.Bins[1].Confidence, 1e-6);
        Assert.AreEqual(0.95, calibration.Bins[1].Accuracy, 1e-12);
        Assert.AreEqual(((20 * 0.01) + (4 * 0.25)) / 24, calibration.ExpectedError, 1e-6);
    }

    [TestMethod]
    public void Confidence_of_one_is_in_the_last_bin_and_of_nought_in_the_first()
    {
        var bins = Calibration.OfLines([new("1", "a", "a", null, 1), new("2", "a", "bcd", null, 0)])!.Bins;
        CollectionAssert.AreEqual(new[] { 0, 9 }, bins.Select(bin => bin.Index).ToArray());
        Assert.AreEqual(0.0, bins[0].Accuracy); // never below 0, however much was inserted
    }

    [TestMethod]
    public void Without_confidences_there_is_none() => Assert.IsNull(Calibration.OfLines([new("1", "a", "a")]));

    [TestMethod]
    public void Characters_are_right_where_the_alignment_pairs_them_with_their_like()
    {
        var line = new LineComparison("1", "acé", "abcé")
        {
            Characters = [new("a", 0, 1, 0.95f), new("b", 1, 2, 0.3f), new("c", 2, 3, 0.8f), new("é", 3, 4, 0.35f)],
        };
        var bins = Calibration.OfCharacters([line, new("2", "x", "x")])!.Bins;
        CollectionAssert.AreEqual(new[] { 3, 8, 9 }, bins.Select(bin => bin.Index).ToArray());
        Assert.AreEqual((2L, 0.5), (bins[0].Count, bins[0].Accuracy));
        CollectionAssert.AreEqual(new[] { false, true, false, false }, CharacterEdits.Of(line).Select(character => character.IsWrong).ToArray());
    }

    [TestMethod]
    public void Characters_that_do_not_spell_the_reading_are_left_out()
    {
        var line = new LineComparison("1", "é", "é") { Characters = [new("e", 0, 1, 0.9f), new("\u0301", 1, 2, 0.9f)] };
        Assert.IsNull(Calibration.OfCharacters([line])); // two labels compose to one code point: whose it is nobody knows
    }
}
