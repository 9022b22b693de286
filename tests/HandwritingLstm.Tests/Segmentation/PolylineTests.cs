using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class PolylineTests
{
    [TestMethod]
    public void Points_on_the_way_are_left_out_and_corners_stay()
    {
        PagePoint[] chain = [new(0, 0), new(5, 0.4f), new(10, 0), new(10, 10), new(10, 20)];
        Assert.AreSequenceEqual(new PagePoint[] { new(0, 0), new(10, 0), new(10, 20) }, Polyline.Simplify(chain, 0.5f).ToArray());
    }

    [TestMethod]
    public void Nothing_is_moved_by_more_than_the_tolerance()
    {
        PagePoint[] chain = [.. Enumerable.Range(0, 200).Select(x => new PagePoint(x, 10 * MathF.Sin(x / 15f)))];
        var simple = Polyline.Simplify(chain, 1);
        Assert.IsLessThan(40, simple.Count);
        foreach (var point in chain)
        {
            var after = Enumerable.Range(1, simple.Count - 1).First(i => simple[i].X >= point.X);
            var (from, to) = (simple[after - 1], simple[after]);
            Assert.AreEqual(point.Y, from.Y + ((to.Y - from.Y) * (point.X - from.X) / (to.X - from.X)), 1.2f);
        }
    }

    [TestMethod]
    public void A_single_point_stays() => Assert.HasCount(1, Polyline.Simplify([new(3, 4)], 1));
}
