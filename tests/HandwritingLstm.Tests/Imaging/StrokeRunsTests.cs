using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Strokes as runs against their twin that looks at every pixel.</summary>
[TestClass]
public class StrokeRunsTests
{
    [TestMethod]
    [DataRow(1, 1, 0.5)]
    [DataRow(1, 40, 0.5)]
    [DataRow(63, 20, 0.1)]
    [DataRow(64, 20, 0.4)]
    [DataRow(65, 30, 0.02)]
    [DataRow(200, 64, 0.05)]
    [DataRow(131, 130, 0.02)] // reduced to half
    [DataRow(301, 200, 0.004)] // to a third
    public void Strokes_are_those_of_the_naive_twin(int width, int height, double share)
    {
        var random = new Random(width * height);
        for (var round = 0; round < 20; round++)
        {
            var values = new float[width * height];
            foreach (ref var value in values.AsSpan())
            {
                value = random.NextDouble() < share ? 0.5f + (random.NextSingle() / 2) : random.NextSingle() / 2;
            }

            for (var bar = 0; bar < round % 3; bar++)
            {
                var start = random.Next(values.Length);
                values.AsSpan(start, Math.Min(values.Length - start, 2 * height)).Fill(1); // long runs, and what they cut in two
            }

            var ink = new InkMap(width, height, values, threshold: 0.5f);
            var strokes = StrokePixels.Find(ink);
            var (mask, reducedWidth) = NaiveMask(ink, strokes.Factor);
            var pixels = Enumerable.Range(0, mask.Length).Where(i => mask[i]).ToArray();
            Assert.AreEqual(reducedWidth, strokes.Width);
            CollectionAssert.AreEqual(pixels.Select(i => i % reducedWidth).ToArray(), strokes.Columns);
            for (var y = 0; y < strokes.Height; y++)
            {
                Assert.AreEqual(pixels.Count(i => i / reducedWidth == y), strokes.Row(y).Length);
            }
        }
    }

    private static (bool[] Mask, int Width) NaiveMask(InkMap ink, int factor)
    {
        var width = (ink.Width + factor - 1) / factor;
        var height = (ink.Height + factor - 1) / factor;
        var mask = new bool[width * height];
        for (var i = 0; i < ink.Values.Length; i++)
        {
            mask[(i / ink.Width / factor * width) + (i % ink.Width / factor)] |= ink.Values[i] > ink.Threshold;
        }

        for (var y = 0; y < height; y++)
        {
            var end = 0;
            for (var start = 0; start < width; start = end + 1)
            {
                for (end = start; end < width && mask[(y * width) + end]; end++)
                {
                    // The end of the run.
                }

                if (end - start > 3 * height / 2)
                {
                    mask.AsSpan((y * width) + start, end - start).Clear();
                }
            }
        }

        RemoveSpecks(mask, width, height);
        return (mask, width);
    }

    private static void RemoveSpecks(bool[] mask, int width, int height)
    {
        var largest = Math.Max(1, (int)(0.08 * height * 0.08 * height));
        var groups = new List<List<int>>();
        var seen = new bool[mask.Length];
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start])
            {
                continue;
            }

            List<int> group = [start];
            seen[start] = true;
            for (var next = 0; next < group.Count; next++)
            {
                var (y, x) = Math.DivRem(group[next], width);
                for (var i = 0; i < 9; i++)
                {
                    var (row, column) = (y + (i / 3) - 1, x + (i % 3) - 1);
                    var at = (row * width) + column;
                    if (row >= 0 && row < height && column >= 0 && column < width && mask[at] && !seen[at])
                    {
                        seen[at] = true;
                        group.Add(at);
                    }
                }
            }

            groups.Add(group);
        }

        var writing = groups.Where(group => group.Count > largest).SelectMany(group => group).Select(i => i % width).ToHashSet();
        var reach = (int)Math.Ceiling(0.5 * height);
        foreach (var speck in groups.Where(group => group.Count <= largest && writing.Count > 0))
        {
            if (!writing.Any(column => Math.Abs(column - (speck[0] % width)) <= reach))
            {
                speck.ForEach(i => mask[i] = false);
            }
        }
    }
}
