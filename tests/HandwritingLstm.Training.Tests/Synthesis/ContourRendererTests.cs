using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Tests.Synthesis;

[TestClass]
public sealed class ContourRendererTests
{
    [TestMethod]
    [DataRow(2f, 3f, 10f, 5f)]
    [DataRow(2.25f, 3.4f, 10.5f, 5.2f)]
    public void A_rectangle_covers_its_area(float x, float y, float width, float height) =>
        Assert.AreEqual(width * height, Ink([Rectangle(x, y, width, height)]), 0.02 * width * height);

    [TestMethod]
    public void A_slanted_triangle_covers_its_area() =>
        Assert.AreEqual(0.5 * 17 * 11, Ink([[2, 2, 19, 2, 7.5f, 13]]), 1.5);

    [TestMethod]
    public void Overlapping_contours_are_one_and_opposite_ones_make_holes()
    {
        Assert.AreEqual(100 + 100 - 25, Ink([Rectangle(2, 2, 10, 10), Rectangle(7, 7, 10, 10)]), 1);
        var hole = Rectangle(4, 4, 4, 4).Chunk(2).Reverse().SelectMany(point => point).ToArray();
        Assert.AreEqual(100 - 16, Ink([Rectangle(2, 2, 10, 10), hole]), 1);
    }

    [TestMethod]
    public void What_lies_outside_is_cut_off()
    {
        Assert.AreEqual(30 * 20, Ink([Rectangle(-10, -10, 100, 100)]), 0.5);
        Assert.AreEqual(0, Ink([Rectangle(-10, -10, 5, 5), Rectangle(50, 3, 5, 5)]), 0.5);
    }

    private static float[] Rectangle(float x, float y, float width, float height) =>
        [x, y, x + width, y, x + width, y + height, x, y + height];

    private static double Ink(float[][] contours) => ContourRenderer.Fill(contours, 30, 20, 1).Pixels.Sum(pixel => (255.0 - pixel) / 255);
}
