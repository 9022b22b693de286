using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class PaperAugmentationTests
{
    private static readonly PaperOptions _always = new() { Probability = 1 };

    [TestMethod]
    public void Without_paper_a_line_stays_clean() => Assert.AreSame(Line(), Apply(new PaperOptions(), 0, Line()));

    [TestMethod]
    public void Ink_stays_darker_than_the_paper_beside_it()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var image = Apply(_always, seed, new GrayImage(120, 40, Bars(120, 40)));
            Assert.AreEqual((120, 40), (image.Width, image.Height));
            var (ink, paper) = (Mean(image, x => x % 12 == 6), Mean(image, x => x % 12 is 0 or 1));
            Assert.IsLessThan(paper - 10, ink, $"seed {seed}");
            Assert.IsGreaterThan(100, paper, $"seed {seed}");
        }
    }

    [TestMethod]
    public void Every_effect_changes_the_line()
    {
        var none = _always with
        {
            MinimumBrightness = 1,
            Shading = 0,
            Grain = 0,
            MinimumContrast = 1,
            RulingProbability = 0,
            BleedProbability = 0,
            BlurProbability = 0,
            JpegProbability = 0,
        };
        var line = new GrayImage(120, 40, Bars(120, 40));
        CollectionAssert.AreEqual(line.Pixels, Apply(none, 1, line).Pixels);
        foreach (var options in (PaperOptions[])[
            none with { MinimumBrightness = 0.5 }, none with { Shading = 0.3 }, none with { Grain = 0.2 }, none with { MinimumContrast = 0.1 },
            none with { RulingProbability = 1 }, none with { BlurProbability = 1 }, none with { JpegProbability = 1 }])
        {
            Assert.IsTrue(Enumerable.Range(1, 9).Any(seed => !Apply(options, seed, line).Pixels.AsSpan().SequenceEqual(line.Pixels)), options.ToString());
        }
    }

    [TestMethod]
    public void The_best_jpeg_hardly_differs_and_the_worst_differs_much()
    {
        var line = new GrayImage(45, 21, Bars(45, 21)); // no multiples of 8
        Assert.IsLessThan(3, Difference(line, JpegNoise.Apply(line, 100)));
        Assert.IsGreaterThan(Difference(line, JpegNoise.Apply(line, 80)), Difference(line, JpegNoise.Apply(line, 5)));
    }

    private static int Difference(GrayImage a, GrayImage b) => a.Pixels.Zip(b.Pixels).Max(pair => Math.Abs(pair.First - pair.Second));

    private static GrayImage Apply(PaperOptions options, int seed, GrayImage line)
    {
        var random = new CounterRandom(seed, 0, 0);
        return new PaperAugmentation(options).Apply(line, ref random);
    }

    private static double Mean(GrayImage image, Func<int, bool> isMeant) => Enumerable.Range(0, image.Width)
        .Where(isMeant).SelectMany(x => Enumerable.Range(5, image.Height - 10).Select(y => (double)image[x, y])).Average();

    private static readonly GrayImage _line = new(30, 20, Bars(30, 20));

    private static GrayImage Line() => _line;

    // Upright strokes, three pixels broad, twelve apart.
    private static byte[] Bars(int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(i => (byte)(i % width % 12 is >= 5 and <= 7 ? 0 : 255))];
}
