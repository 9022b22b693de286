using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class BinarizerTests
{
    [TestMethod]
    [DataRow(1, 1, 3, 0.2)]
    [DataRow(37, 19, 5, 0.2)]
    [DataRow(12, 40, 15, 0.5)]
    [DataRow(9, 7, 31, 0.34)] // the window is larger than the image
    public void Sauvola_by_integral_images_equals_the_direct_sum(int width, int height, int window, double k)
    {
        var image = Noise(width, height);
        CollectionAssert.AreEqual(NaiveSauvola(image, window, k), Binarizer.Sauvola(image, window, k).Pixels);
    }

    [TestMethod]
    public void Sauvola_finds_faint_ink_in_a_shadow_where_Otsu_cannot()
    {
        // Paper falls from 240 to 80 along the row; the stroke is a quarter darker than the paper around it.
        var image = new GrayImage(200, 21, new byte[200 * 21]);
        for (var y = 0; y < 21; y++)
        {
            for (var x = 0; x < 200; x++)
            {
                var paper = 240 - (x * 0.8);
                image.Pixels[(y * 200) + x] = (byte)(IsStroke(x) ? 0.7 * paper : paper);
            }
        }

        var sauvola = Binarizer.Sauvola(image, 15, 0.1);
        Assert.IsTrue(Enumerable.Range(20, 160).All(x => (sauvola[x, 10] == 0) == IsStroke(x)));
        var otsu = Binarizer.Otsu(image);
        Assert.IsFalse(Enumerable.Range(20, 160).All(x => (otsu[x, 10] == 0) == IsStroke(x)));

        static bool IsStroke(int x) => x % 20 is 9 or 10;
    }

    [TestMethod]
    public void Otsu_threshold_maximises_the_variance_between_the_classes()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var histogram = new int[16];
            foreach (ref var count in histogram.AsSpan())
            {
                count = random.Next(4) == 0 ? 0 : random.Next(100);
            }

            var best = Enumerable.Range(0, 15).Max(level => Variance(histogram, level));
            Assert.AreEqual(best, Variance(histogram, Binarizer.OtsuThreshold(histogram)), 1e-9 * best);
        }

        Assert.AreEqual(-1, Binarizer.OtsuThreshold([0, 7, 0]));
    }

    private static double Variance(int[] histogram, int level)
    {
        double below = histogram.Take(level + 1).Sum(), above = histogram.Skip(level + 1).Sum();
        if (below == 0 || above == 0)
        {
            return 0;
        }

        var meanBelow = histogram.Take(level + 1).Select((count, value) => (double)count * value).Sum() / below;
        var meanAbove = histogram.Skip(level + 1).Select((count, value) => (double)count * (value + level + 1)).Sum() / above;
        return below * above * (meanBelow - meanAbove) * (meanBelow - meanAbove);
    }

    private static byte[] NaiveSauvola(GrayImage image, int window, double k)
    {
        var result = new byte[image.Pixels.Length];
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var values = new List<double>();
                for (var row = Math.Max(0, y - (window / 2)); row <= Math.Min(image.Height - 1, y + (window / 2)); row++)
                {
                    for (var column = Math.Max(0, x - (window / 2)); column <= Math.Min(image.Width - 1, x + (window / 2)); column++)
                    {
                        values.Add(image[column, row]);
                    }
                }

                var mean = values.Average();
                var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
                result[(y * image.Width) + x] = image[x, y] <= mean * (1 + (k * ((deviation / 128) - 1))) ? (byte)0 : (byte)255;
            }
        }

        return result;
    }

    private static GrayImage Noise(int width, int height)
    {
        var image = new GrayImage(width, height, new byte[width * height]);
        new Random(11).NextBytes(image.Pixels);
        return image;
    }
}
