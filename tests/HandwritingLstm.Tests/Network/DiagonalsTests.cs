using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

[TestClass]
public sealed class DiagonalsTests
{
    [TestMethod]
    public void Pixels_lie_diagonal_by_diagonal_line_after_line_from_top_to_bottom()
    {
        var diagonals = new Diagonals();
        diagonals.Shape(2, [3, 1]);

        // (line, y, x): diagonal 0, diagonal 1, …
        (int, int, int)[] expected = [(0, 0, 0), (1, 0, 0), (0, 0, 1), (0, 1, 0), (1, 1, 0), (0, 0, 2), (0, 1, 1), (0, 1, 2)];
        for (var i = 0; i < expected.Length; i++)
        {
            var (line, y, x) = expected[i];
            Assert.AreEqual(i, diagonals.Index(line, y, x), $"{expected[i]}");
        }

        Assert.AreEqual(expected.Length, diagonals.PixelCount);
        Assert.AreEqual(4, diagonals.Count);
    }

    [TestMethod]
    [DataRow(1, new[] { 1 })]
    [DataRow(1, new[] { 7, 7, 2, 1 })]
    [DataRow(13, new[] { 5, 3, 3, 1 })]
    [DataRow(4, new[] { 17, 11, 4, 1, 1 })]
    public void Every_pixel_has_a_place_of_its_own_on_its_diagonal(int height, int[] widths)
    {
        var diagonals = new Diagonals();
        diagonals.Shape(9, [30, 30]); // of the batch before
        diagonals.Shape(height, widths);
        var places = new HashSet<int>();
        for (var line = 0; line < widths.Length; line++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < widths[line]; x++)
                {
                    var place = diagonals.Index(line, y, x);
                    Assert.IsTrue(places.Add(place));
                    Assert.IsTrue(place >= diagonals.First(x + y, line) && place < diagonals.First(x + y, line + 1));
                }
            }
        }

        Assert.AreEqual(height * widths.Sum(), places.Count);
        Assert.AreEqual(places.Count, diagonals.PixelCount);
        Assert.AreEqual(places.Count - 1, places.Max());
    }
}
