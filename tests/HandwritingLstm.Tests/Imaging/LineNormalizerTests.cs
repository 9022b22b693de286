using HandwritingLstm.Imaging;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class LineNormalizerTests
{
    private readonly LineNormalizer _normalizer = new();

    [TestMethod]
    [DataRow(1, 1, 0)]
    [DataRow(1, 1, 255)]
    [DataRow(1, 200, 128)]
    [DataRow(700, 1, 255)]
    [DataRow(300, 60, 255)]
    [DataRow(300, 60, 0)]
    public void Image_without_writing_is_a_short_line_of_paper(int width, int height, int grey)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)grey);
        var line = _normalizer.Normalize(new(width, height, pixels));
        Assert.IsGreaterThanOrEqualTo(16, line.ColumnCount);
        Assert.AreEqual(48, line.Height);
        Assert.IsTrue(line.Values.All(value => value == 0));
    }

    [TestMethod]
    public void Any_size_and_content_gives_finite_ink_from_0_to_1()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 100; trial++)
        {
            var (width, height) = (random.Next(1, 60), random.Next(1, 40));
            var pixels = new byte[width * height];
            random.NextBytes(pixels);
            foreach (ref var pixel in pixels.AsSpan())
            {
                pixel = random.Next(10) < trial % 10 ? pixel : (byte)255;
            }

            var line = _normalizer.Normalize(new(width, height, pixels));
            Assert.IsTrue(line.Values.All(value => value is >= -1e-6f and <= 1 + 1e-6f));
        }
    }

    [TestMethod]
    [DataRow(30, 0)]
    [DataRow(-20, 2)]
    public void Strokes_become_upright_and_level(int slantDegrees, int skewDegrees)
    {
        // Upright strokes gather much ink in few columns, level joins in few rows.
        var image = TestLine.OfStrokes(slantDegrees, skewDegrees).ToImage();
        var upright = _normalizer.Normalize(TestLine.OfStrokes().ToImage());
        var corrected = _normalizer.Normalize(image);
        var left = new LineNormalizer(new() { CorrectSlant = false, CorrectSkew = false }).Normalize(image);
        Assert.AreEqual(1, Sharpness(corrected, byColumn: true) / Sharpness(upright, byColumn: true), 0.2);
        Assert.AreEqual(1, Sharpness(corrected, byColumn: false) / Sharpness(upright, byColumn: false), 0.2);
        Assert.IsLessThan(0.6, Sharpness(left, byColumn: true) / Sharpness(upright, byColumn: true));
    }

    [TestMethod]
    public void Small_letters_differ_less_than_when_the_ink_box_decides()
    {
        // Without descenders the ink box is two thirds as high; the letters should grow by less.
        var growth = Growth(VerticalScaling.Moments);
        Assert.IsGreaterThan(1.3, Growth(VerticalScaling.InkBox));
        Assert.IsLessThan(1.2, growth);
        Assert.IsGreaterThan(0.85, growth);

        static double Growth(VerticalScaling scaling)
        {
            var normalizer = new LineNormalizer(new() { VerticalScaling = scaling });
            var with = CoreHeight(normalizer.Normalize(TestLine.OfStrokes().ToImage()));
            var without = CoreHeight(normalizer.Normalize(TestLine.OfStrokes(descenders: false).ToImage()));
            return without / (double)with;
        }
    }

    [TestMethod]
    [DataRow(VerticalScaling.InkBox)]
    [DataRow(VerticalScaling.Moments)]
    public void No_ink_is_cut_off(VerticalScaling scaling)
    {
        var normalizer = new LineNormalizer(new() { VerticalScaling = scaling, CorrectSkew = false, CorrectSlant = false });
        // One stroke far above and one far below a row of small letters.
        var image = TestLine.OfStrokes(ascenders: false, descenders: false).Draw((200, 4), (200, 60), 3).Draw((600, 60), (600, 116), 3).ToImage();
        var line = normalizer.Normalize(image);
        var at = (int)((200 - line.SourceLeft) / line.SourcePixelsPerColumn);
        Assert.IsGreaterThan(0.1f, Strongest(line, at, 1));
        at = (int)((600 - line.SourceLeft) / line.SourcePixelsPerColumn);
        Assert.IsGreaterThan(0.1f, Strongest(line, at, 46));

        static float Strongest(ColumnSequence line, int t, int row) => Enumerable.Range(t - 2, 5).Max(x => line.Column(x)[row]);
    }

    [TestMethod]
    public void Columns_map_back_to_the_image()
    {
        var image = new TestLine(500, 80).Draw((137, 10), (137, 70), 4).Draw((401, 10), (401, 70), 4).ToImage();
        var line = _normalizer.Normalize(image);
        var inked = Enumerable.Range(0, line.ColumnCount).Where(t => line.Column(t)[24] > 0.5f).ToArray();
        Assert.AreEqual(135, line.SourceLeft + (inked[0] * line.SourcePixelsPerColumn), 2.0);
        Assert.AreEqual(403, line.SourceLeft + ((inked[^1] + 1) * line.SourcePixelsPerColumn), 2.0);
        Assert.AreEqual(4, inked[0], 1);
        Assert.AreEqual(4, line.ColumnCount - 1 - inked[^1], 1);
    }

    [TestMethod]
    public void Dash_alone_remains_a_dash()
    {
        var line = _normalizer.Normalize(new TestLine(100, 64).Draw((30, 32), (60, 32), 3).ToImage());
        Assert.IsLessThan(20, Enumerable.Range(0, 48).Count(row => line.Column(line.ColumnCount / 2)[row] > 0.3f));
    }

    [TestMethod]
    public void Size_of_the_scan_does_not_matter()
    {
        var small = _normalizer.Normalize(TestLine.OfStrokes(15).ToImage());
        var large = _normalizer.Normalize(Enlarge(TestLine.OfStrokes(15).ToImage(), 3));
        Assert.AreEqual(small.ColumnCount, large.ColumnCount, 0.03 * small.ColumnCount);
        Assert.AreEqual(small.Values.Sum(), large.Values.Sum(), 0.1 * small.Values.Sum());
    }

    [TestMethod]
    public void Line_of_100000_pixels_is_refused_in_one_clear_line()
    {
        var pixels = new byte[100_000 * 20];
        Array.Fill(pixels, (byte)255);
        for (var x = 5; x < 100_000; x += 10)
        {
            for (var y = 3; y < 17; y++)
            {
                pixels[(y * 100_000) + x] = 0;
            }
        }

        var message = Assert.ThrowsExactly<RecognitionException>(() => _normalizer.Normalize(new(100_000, 20, pixels))).Message;
        Assert.Contains("100000×20", message);
        Assert.Contains("at most 20000", message);
    }

    [TestMethod]
    public void Same_image_gives_the_same_bits_on_every_thread()
    {
        var random = new Random(6);
        var image = TestLine.OfStrokes(17, 1).ToImage((x, y) => 170 + (0.05 * x) + random.Next(-3, 4), 0.5);
        var expected = _normalizer.Normalize(image);
        Parallel.For(0, 16, _ =>
        {
            var again = _normalizer.Normalize(image);
            Assert.AreEqual(expected.SourceLeft, again.SourceLeft);
            Assert.IsTrue(expected.Values.AsSpan().SequenceEqual(again.Values));
        });
    }

    [TestMethod]
    public void Options_out_of_range_are_named_with_their_range()
    {
        var message = Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { Height = 4 })).Message;
        Assert.Contains("Height is 4; it must be 8 to 512", message);
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { Widening = 0.4 }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { Widening = double.NaN }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { MarginColumns = -1 }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { MarginRows = 13 }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { MaximumColumns = 15 }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { VerticalScaling = (VerticalScaling)7 }));
        Assert.ThrowsExactly<RecognitionException>(() => new LineNormalizer(new() { ReadingDirection = (ReadingDirection)2 }));
    }

    [TestMethod]
    public void Height_and_margins_are_as_asked()
    {
        var options = new LineNormalizerOptions { Height = 64, MarginColumns = 10, MarginRows = 3, VerticalScaling = VerticalScaling.InkBox };
        var line = new LineNormalizer(options).Normalize(TestLine.OfStrokes().ToImage());
        Assert.AreEqual(64, line.Height);
        Assert.AreEqual(0f, Enumerable.Range(0, 9).Max(t => line.Column(t).ToArray().Max()));
        var rows = Enumerable.Range(0, 64).Where(row => Enumerable.Range(0, line.ColumnCount).Any(t => line.Column(t)[row] > 0.5f)).ToArray();
        Assert.AreEqual(3, rows[0], 1);
        Assert.AreEqual(60, rows[^1], 1);
    }

    [TestMethod]
    public void Widened_letters_have_more_columns_and_no_more_rows()
    {
        var image = TestLine.OfStrokes(15, 1).ToImage();
        var (plain, wide) = (_normalizer.Normalize(image), new LineNormalizer(new() { Widening = 1.5 }).Normalize(image));
        Assert.AreEqual(1.5 * (plain.ColumnCount - 8), wide.ColumnCount - 8, 1.0); // but for the margins
        Assert.AreEqual(plain.SourcePixelsPerColumn / 1.5f, wide.SourcePixelsPerColumn, 1e-5f);
        for (var row = 0; row < plain.Height; row++)
        {
            Assert.AreEqual(InkOf(plain, row), InkOf(wide, row) / 1.5, 0.02 * plain.ColumnCount, $"row {row}");
        }

        static double InkOf(ColumnSequence line, int row) => Enumerable.Range(0, line.ColumnCount).Sum(t => line.Column(t)[row]);
    }

    [TestMethod]
    public void Line_from_right_to_left_has_the_same_columns_from_its_other_end()
    {
        var image = TestLine.OfStrokes(15, 1).ToImage();
        var (left, right) = (_normalizer.Normalize(image), new LineNormalizer(new() { ReadingDirection = ReadingDirection.RightToLeft }).Normalize(image));
        Assert.AreEqual(left.ColumnCount, right.ColumnCount);
        for (var t = 0; t < left.ColumnCount; t++)
        {
            Assert.AreSequenceEqual(left.Column(t).ToArray(), right.Column(left.ColumnCount - 1 - t).ToArray());
        }

        Assert.AreEqual(-left.SourcePixelsPerColumn, right.SourcePixelsPerColumn);
        Assert.AreEqual(left.SourceLeft + (left.ColumnCount * left.SourcePixelsPerColumn), right.SourceLeft, 1e-3f);
    }

    /// <summary>Sum of the squares of the ink of all columns or rows: large when the ink is gathered in few of them.</summary>
    private static double Sharpness(ColumnSequence line, bool byColumn)
    {
        var sums = new double[byColumn ? line.ColumnCount : line.Height];
        for (var t = 0; t < line.ColumnCount; t++)
        {
            for (var row = 0; row < line.Height; row++)
            {
                sums[byColumn ? t : row] += line.Column(t)[row];
            }
        }

        return sums.Sum(sum => sum * sum);
    }

    /// <summary>Rows that hold at least half as much ink as the fullest row but the joins': the small letters.</summary>
    private static int CoreHeight(ColumnSequence line)
    {
        var rows = new double[line.Height];
        for (var t = 0; t < line.ColumnCount; t++)
        {
            for (var row = 0; row < line.Height; row++)
            {
                rows[row] += line.Column(t)[row];
            }
        }

        var typical = rows.Order().ElementAt(line.Height * 3 / 4);
        return rows.Count(ink => ink > 0.6 * typical);
    }

    private static GrayImage Enlarge(GrayImage image, int factor)
    {
        var pixels = new byte[image.Pixels.Length * factor * factor];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = image[i % (image.Width * factor) / factor, i / (image.Width * factor) / factor];
        }

        return new(image.Width * factor, image.Height * factor, pixels);
    }
}
