using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class PaperNormalizerTests
{
    [TestMethod]
    public void Black_on_clean_white_passes_unchanged()
    {
        var image = TestLine.OfStrokes(20).ToImage();
        var ink = PaperNormalizer.Normalize(image);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            Assert.AreEqual(1 - (image.Pixels[i] / 255f), ink.Values[i], 1e-5f);
        }
    }

    [TestMethod]
    [DataRow(0.9)]
    [DataRow(0.4)]
    [DataRow(0.15)]
    public void Faded_ink_on_stained_grainy_paper_becomes_black_on_white(double contrast)
    {
        var line = TestLine.OfStrokes(20);
        var clean = line.ToInk();
        var random = new Random(2);
        var image = line.ToImage((x, y) => 150 + (0.08 * x) + (0.1 * y) + random.Next(-2, 3), contrast);
        var ink = PaperNormalizer.Normalize(image);
        Assert.IsGreaterThan(0.85, Average(ink, clean, value => value == 1));
        Assert.IsLessThan(0.06, Average(ink, clean, value => value == 0));
    }

    [TestMethod]
    public void Blank_paper_has_no_ink_even_when_grainy_and_unevenly_lit()
    {
        var random = new Random(4);
        var image = new TestLine(300, 60).ToImage((x, _) => 160 + (0.2 * x) + random.Next(-2, 3), 0);
        var ink = PaperNormalizer.Normalize(image);
        Assert.IsGreaterThan(1f, ink.Threshold);
        Assert.AreEqual(0f, ink.Values.Max());
    }

    [TestMethod]
    public void Black_image_does_not_divide_by_zero()
    {
        var ink = PaperNormalizer.Normalize(new GrayImage(30, 20, new byte[600]));
        Assert.IsTrue(ink.Values.All(value => value == 0));
    }

    private static double Average(InkMap ink, InkMap clean, Func<float, bool> among) =>
        ink.Values.Where((_, i) => among(clean.Values[i])).Average();
}
