using HandwritingLstm.Ink;

namespace HandwritingLstm.Tests.Ink;

[TestClass]
public sealed class InkRendererTests
{
    private static readonly InkLine _cross = new(
        "cross", "x", 100, [new InkStroke([0, 50, 100], [0, 50, 100]), new InkStroke([100, 0], [0, 100])]);

    [TestMethod]
    public void A_line_is_drawn_at_its_size_with_its_margin()
    {
        var image = InkRenderer.Draw(_cross, new InkPen { LineHeight = 50, Width = 2, Margin = 5 });
        Assert.AreEqual(image.Width, image.Height);
        Assert.AreEqual(50 + (2 * 7) + 1, image.Width);
        Assert.AreEqual(255, image[0, 0]);
        Assert.AreEqual(0, image[image.Width / 2, image.Height / 2]);
    }

    [TestMethod]
    public void A_disc_covers_its_area()
    {
        var dot = new InkLine("dot", null, 40, [new InkStroke([0], [0])]);
        foreach (var width in (float[])[1, 2, 5.5f, 10])
        {
            var image = InkRenderer.Draw(dot, new InkPen { LineHeight = 40, Width = width });
            var ink = image.Pixels.Sum(pixel => (255.0 - pixel) / 255);
            Assert.AreEqual(Math.PI * width * width / 4, ink, 0.6 + (0.03 * width * width), $"width {width}");
        }
    }

    [TestMethod]
    public void A_fast_stroke_of_a_tapering_pen_is_thinner()
    {
        var slow = new InkLine("slow", null, 100, [new InkStroke([.. Range(101)], new float[101])]);
        var fast = new InkLine("fast", null, 100, [new InkStroke([.. Range(11).Select(x => x * 10)], new float[11])]);
        var pen = new InkPen { LineHeight = 100, Width = 6, Taper = 0.5f };
        Assert.IsLessThan(0.8 * Ink(slow, pen), Ink(fast, pen));
        Assert.AreEqual(Ink(slow, pen with { Taper = 0 }), Ink(fast, pen with { Taper = 0 }), 5);
    }

    [TestMethod]
    public void Pressure_broadens_the_pen()
    {
        float[] x = [0, 50, 100];
        var light = new InkLine("light", null, 100, [new InkStroke(x, new float[3], [0.1f, 0.1f, 0.1f])]);
        var heavy = new InkLine("heavy", null, 100, [new InkStroke(x, new float[3], [1, 1, 1])]);
        Assert.IsLessThan(0.7 * Ink(heavy, new InkPen()), Ink(light, new InkPen()));
    }

    [TestMethod]
    public void Nothing_written_is_blank_paper() =>
        Assert.IsTrue(InkRenderer.Draw(new InkLine("", null, 10, []), new InkPen()).Pixels.All(pixel => pixel == 255));

    [TestMethod]
    public void A_line_in_the_wrong_unit_is_refused()
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => InkRenderer.Draw(_cross with { Height = 0.001f }, new InkPen()));
        Assert.Contains("cross", error.Message);
    }

    private static IEnumerable<float> Range(int count) => Enumerable.Range(0, count).Select(i => (float)i);

    private static double Ink(InkLine line, InkPen pen) => InkRenderer.Draw(line, pen).Pixels.Sum(pixel => (255.0 - pixel) / 255);
}
