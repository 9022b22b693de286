using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class InkAugmentationTests
{
    private static readonly InkOptions _still = new()
    {
        Probability = 1,
        MaximumShear = 0,
        WidthSpread = 0,
        Drift = 0,
        SlantChange = 0,
        SizeChange = 0,
        Jitter = 0,
        Warp = 0,
    };

    private readonly InkLine _line = new("a", "zigzag", 40, [.. Enumerable.Range(0, 12).Select(i =>
        new InkStroke([i * 20, (i * 20) + 8, (i * 20) + 16], [0, 36 - i, 4]))]);

    [TestMethod]
    public void The_same_seed_epoch_and_line_are_written_alike()
    {
        CollectionAssert.AreEqual(Write(new InkOptions { Probability = 1 }, 3, 4)!.Values, Write(new InkOptions { Probability = 1 }, 3, 4)!.Values);
        CollectionAssert.AreNotEqual(Write(new InkOptions { Probability = 1 }, 3, 4)!.Values, Write(new InkOptions { Probability = 1 }, 4, 4)!.Values);
    }

    [TestMethod]
    public void A_line_is_found_by_the_name_of_its_image()
    {
        var augmentation = new InkAugmentation(Lines(), new LineNormalizer(), _still, new PaperOptions(), 1);
        Assert.IsNotNull(augmentation.Write("lines/a.png", 0, 0));
        Assert.IsNull(augmentation.Write("lines/b.png", 0, 0));
    }

    [TestMethod]
    public void Some_lines_keep_their_image()
    {
        var written = Enumerable.Range(0, 200).Count(index => Write(_still with { Probability = 0.25 }, 0, index) is not null);
        Assert.IsGreaterThan(30, written);
        Assert.IsLessThan(70, written);
    }

    [TestMethod]
    public void Without_distortion_the_strokes_stay_in_shape()
    {
        var random = new CounterRandom(1, 2, 3);
        var same = new InkAugmentation(Lines(), new LineNormalizer(), _still, new PaperOptions(), 1).Distort(_line, ref random);
        for (var s = 0; s < _line.Strokes.Count; s++)
        {
            for (var i = 0; i < 3; i++)
            {
                // Only the origin moves.
                Assert.AreEqual(_line.Strokes[s].X[i] - _line.Strokes[0].X[0], same.Strokes[s].X[i] - same.Strokes[0].X[0], 1e-3);
                Assert.AreEqual(_line.Strokes[s].Y[i] - _line.Strokes[0].Y[0], same.Strokes[s].Y[i] - same.Strokes[0].Y[0], 1e-3);
            }
        }
    }

    [TestMethod]
    public void Every_kind_of_distortion_moves_points()
    {
        foreach (var options in (InkOptions[])[
            _still with { MaximumShear = 0.5 }, _still with { WidthSpread = 0.5 }, _still with { Drift = 0.2 }, _still with { SlantChange = 0.5 },
            _still with { SizeChange = 0.5 }, _still with { Jitter = 0.2 }, _still with { Warp = 0.2 },
            _still with { LengthSpread = 0.4 }, _still with { Rounding = 1 }])
        {
            var random = new CounterRandom(1, 2, 3);
            var moved = new InkAugmentation(Lines(), new LineNormalizer(), options, new PaperOptions(), 1).Distort(_line, ref random);
            var far = _line.Strokes.Zip(moved.Strokes).Max(pair => Math.Max(
                Math.Abs(pair.First.X[1] - pair.First.X[0] - (pair.Second.X[1] - pair.Second.X[0])),
                Math.Abs(pair.First.Y[1] - _line.Strokes[0].Y[0] - (pair.Second.Y[1] - moved.Strokes[0].Y[0]))));
            Assert.IsGreaterThan(0.2f, far, options.ToString());
            Assert.IsLessThan(25f, far, options.ToString());
        }
    }

    private Dictionary<string, InkLine> Lines() => new(StringComparer.Ordinal) { ["a"] = _line };

    private ColumnSequence? Write(InkOptions options, int epoch, int index) =>
        new InkAugmentation(Lines(), new LineNormalizer(), options, new PaperOptions(), 1).Write("a", epoch, index);
}
