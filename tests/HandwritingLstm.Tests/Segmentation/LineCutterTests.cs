using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class LineCutterTests
{
    private const byte Paper = 225;

    /// <summary>A straight line falling by one in ten, with a dot of ink on its baseline every 50 pixels.</summary>
    private static readonly TextLine _falling = new("falling", [new(100, 100), new(500, 140)], Band(100, 500, x => 100 + ((x - 100) / 10), 30, 20));

    [TestMethod]
    public void Falling_line_becomes_level()
    {
        var image = Dots(x => 100 + ((x - 100) / 10));
        var cut = new LineCutter(image).Cut(_falling);
        Assert.AreEqual(Math.Sqrt((400 * 400) + (40 * 40)), cut.Image.Width, 2);
        for (var i = 1; i < 8; i++)
        {
            var along = (int)(50 * i * Math.Sqrt(1.01)); // the distance along the line
            Assert.AreEqual(cut.BaselineRow, DarkestRow(cut.Image, along), 1);
        }
    }

    [TestMethod]
    public void Curved_line_becomes_level()
    {
        static float Curve(float x) => 200 + (20 * MathF.Sin((x - 100) / 120));
        PagePoint[] baseline = [.. Enumerable.Range(0, 41).Select(i => new PagePoint(100 + (10 * i), Curve(100 + (10 * i))))];
        var cut = new LineCutter(Dots(Curve)).Cut(new("curved", baseline, Band(100, 500, Curve, 30, 20)));
        for (var x = 20; x < cut.Image.Width - 20; x++)
        {
            var row = DarkestRow(cut.Image, x);
            Assert.IsTrue(cut.Image[x, row] > 150 || Math.Abs(row - cut.BaselineRow) <= 2, $"column {x}, row {row}");
        }
    }

    [TestMethod]
    public void Other_ink_is_replaced_by_paper()
    {
        static float Falling(float x) => 100 + ((x - 100) / 10);
        var image = Dots(Falling);
        for (var x = 120; x < 280; x++)
        {
            image.Pixels[((int)(Falling(x) - 20) * image.Width) + x] = 0; // as high as the polygon's right half, but beside it
        }

        PagePoint[] polygon = [.. Band(100, 300, Falling, 10, 20)[..21], .. Band(300, 500, Falling, 30, 20), .. Band(100, 300, Falling, 10, 20)[21..]];
        var cut = new LineCutter(image).Cut(_falling with { Polygon = polygon });
        var whole = new LineCutter(image).Cut(_falling);
        Assert.AreEqual(whole.Image.Height, cut.Image.Height);
        Assert.IsGreaterThan(150, CountDark(whole.Image));
        Assert.IsLessThan(30, CountDark(cut.Image)); // the dots alone, each spread over four pixels at most
        Assert.IsGreaterThan(6, CountDark(cut.Image));
    }

    [TestMethod]
    public void Places_on_the_line_are_found_again_on_the_page()
    {
        var cut = new LineCutter(Dots(x => 100 + ((x - 100) / 10))).Cut(_falling);
        var half = cut.Path.OnPage(cut.Image.Width / 2f);
        Assert.AreEqual(300, half.X, 1);
        Assert.AreEqual(120, half.Y, 1);
        Assert.AreEqual(100, cut.Path.OnPage(-5).X, 1);
        Assert.AreEqual(500, cut.Path.OnPage(9999).X, 1);
    }

    [TestMethod]
    public void A_line_without_a_baseline_is_cut_level()
    {
        var cut = new LineCutter(Dots(_ => 120)).Cut(new("box", [], [new(100, 100), new(400, 100), new(400, 140), new(100, 140)]));
        Assert.AreEqual(300, cut.Image.Width, 1);
        Assert.AreEqual(40, cut.Image.Height, 1);
    }

    [TestMethod]
    public void A_note_written_upwards_in_the_margin_is_cut_along_its_baseline()
    {
        var cut = new LineCutter(Dots(_ => 120)).Cut(new("margin", [new(100, 20), new(102, 280)], [new(70, 10), new(130, 10), new(130, 290), new(70, 290)]));
        Assert.IsGreaterThan(250, cut.Image.Width);
        Assert.IsLessThan(400, cut.Image.Width);
    }

    [TestMethod]
    [DataRow(4294967295f)]
    [DataRow(float.NaN)]
    public void A_baseline_longer_than_any_page_is_refused(float x)
    {
        var line = new TextLine("l9", [new(10, 100), new(500, 100), new(x, 100)], [new(10, 50), new(500, 50), new(500, 110), new(10, 110)]);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new LineCutter(Dots(_ => 120)).Cut(line));
        Assert.Contains("baseline of line l9", problem.Message);
    }

    [TestMethod]
    public void A_line_without_a_polygon_is_refused()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new LineCutter(Dots(_ => 120)).Cut(new("l7", [new(0, 0), new(9, 0)], [])));
        Assert.Contains("l7", problem.Message);
        Assert.DoesNotContain("\n", problem.Message);
    }

    [TestMethod]
    public void A_line_beside_the_page_is_refused()
    {
        PagePoint[] beside = [new(700, 10), new(800, 10), new(800, 50)];
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new LineCutter(Dots(_ => 120)).Cut(new("l8", [], beside)));
        Assert.Contains("600×300", problem.Message);
    }

    private static PagePoint[] Band(float left, float right, Func<float, float> baseline, float above, float below)
    {
        var xs = Enumerable.Range(0, 21).Select(i => left + ((right - left) * i / 20)).ToArray();
        return [.. xs.Select(x => new PagePoint(x, baseline(x) - above)), .. xs.Reverse().Select(x => new PagePoint(x, baseline(x) + below))];
    }

    private static GrayImage Dots(Func<float, float> baseline)
    {
        var image = new GrayImage(600, 300, [.. Enumerable.Repeat(Paper, 600 * 300)]);
        for (var x = 150; x < 500; x += 50)
        {
            image.Pixels[((int)baseline(x) * image.Width) + x] = 0;
        }

        return image;
    }

    private static int DarkestRow(GrayImage image, int column)
    {
        // The dot may have moved by a pixel: the darkest of three columns.
        return Enumerable.Range(0, image.Height)
            .MinBy(y => Enumerable.Range(column - 1, 3).Min(x => image[Math.Clamp(x, 0, image.Width - 1), y]));
    }

    private static int CountDark(GrayImage image) => image.Pixels.Count(pixel => pixel < Paper - 25);
}
