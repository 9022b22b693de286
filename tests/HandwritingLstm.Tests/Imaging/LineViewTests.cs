using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public sealed class LineViewTests
{
    private const int Height = 6;

    private readonly ColumnSequence _line = new(9, Height, [.. Enumerable.Range(0, 9 * Height).Select(i => i * 37 % 101 / 100f)])
    {
        SourceLeft = 3,
        SourcePixelsPerColumn = 1.5f,
    };

    [TestMethod]
    public void Plain_view_is_the_line_itself()
    {
        Assert.AreSame(_line, LineView.Plain.Of(_line));
        Assert.AreSame(LineView.Plain, LineView.Several(1).Single());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(-2)]
    public void Line_moves_down_and_paper_follows(int down)
    {
        var view = new LineView { Down = down }.Of(_line);
        for (var x = 0; x < 9; x++)
        {
            for (var y = 0; y < Height; y++)
            {
                Assert.AreEqual(y - down is >= 0 and < Height ? _line.Column(x)[y - down] : 0, view.Column(x)[y]);
            }
        }
    }

    [TestMethod]
    [DataRow(0.2f)]
    [DataRow(-0.6f)]
    public void Slant_moves_rows_by_their_distance_from_the_middle(float slant)
    {
        var view = new LineView { Slant = slant }.Of(_line);
        for (var x = 0; x < 9; x++)
        {
            for (var y = 0; y < Height; y++)
            {
                var from = x - (slant * (y - 2.5));
                var left = (int)Math.Floor(from);
                var expected = ((1 - (from - left)) * At(left, y)) + ((from - left) * At(left + 1, y));
                Assert.AreEqual(expected, view.Column(x)[y], 1e-5);
            }
        }

        float At(int x, int y) => x is >= 0 and < 9 ? _line.Column(x)[y] : 0;
    }

    [TestMethod]
    public void Gamma_leaves_paper_and_full_ink_as_they_are()
    {
        var view = new LineView { Gamma = 2 }.Of(new ColumnSequence(1, 3, [0, 0.5f, 1]));
        Assert.AreEqual(0f, view.Values[0]);
        Assert.AreEqual(0.25f, view.Values[1], 1e-6f);
        Assert.AreEqual(1f, view.Values[2], 1e-6f);
    }

    [TestMethod]
    public void Views_differ_and_have_shape_and_place_of_the_line()
    {
        var views = LineView.Several(LineView.MaximumCount).Select(view => view.Of(_line)).ToArray();
        foreach (var view in views)
        {
            Assert.AreEqual((_line.ColumnCount, _line.Height), (view.ColumnCount, view.Height));
            Assert.AreEqual((3f, 1.5f), (view.SourceLeft, view.SourcePixelsPerColumn));
            Assert.HasCount(1, views.Where(other => other.Values.AsSpan().SequenceEqual(view.Values)));
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LineView.Several(LineView.MaximumCount + 1));
    }
}
