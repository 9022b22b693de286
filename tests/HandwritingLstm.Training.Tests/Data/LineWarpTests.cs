using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class LineWarpTests
{
    [TestMethod]
    public void What_is_above_stays_above_however_long_strokes_become()
    {
        var options = new InkOptions { LengthSpread = 0.4, MaximumShear = 0, WidthSpread = 0, Drift = 0, SlantChange = 0, SizeChange = 0, Warp = 0 };
        var (shortest, longest) = (float.MaxValue, 0f);
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new CounterRandom(seed, 0, 0);
            var warp = new LineWarp(options, 3, ref random);
            for (var v = -0.7f; v < 0.7f; v += 0.01f)
            {
                Assert.IsGreaterThan(warp.Map(1, v).Y, warp.Map(1, v + 0.01f).Y);
            }

            // An ascender beside a small letter.
            var share = warp.Map(1, -0.5f).Y / warp.Map(1, -0.15f).Y;
            (shortest, longest) = (Math.Min(shortest, share), Math.Max(longest, share));
        }

        Assert.IsLessThan(2.7f, shortest);
        Assert.IsGreaterThan(4.1f, longest);
    }
}
