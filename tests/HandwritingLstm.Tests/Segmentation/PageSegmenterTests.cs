using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class PageSegmenterTests
{
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.4)]
    [DataRow(-3.0)]
    [DataRow(10.0)]
    [DataRow(-10.0)]
    public void Lines_are_found_however_the_page_is_turned(double degrees) => AssertFound(TestPage.OfLines(10, degrees));

    [TestMethod]
    public void Curved_lines_are_followed() => AssertFound(TestPage.OfLines(curve: 14));

    [TestMethod]
    public void Large_scans_give_the_same_lines_as_small_ones()
    {
        var page = TestPage.OfLines();
        var layout = PageSegmenter.Segment(page.ToImage(scale: 3));
        Assert.AreEqual((2700, 3000), (layout.Width, layout.Height));
        var scaled = page.Baselines.Select(line => line.Select(point => new PagePoint(3 * point.X, 3 * point.Y)).ToArray()).ToArray();
        AssertFound(scaled, layout);
    }

    [TestMethod]
    public void Same_page_gives_the_same_layout()
    {
        var image = TestPage.OfLines(degrees: 2).ToImage();
        var (first, second) = (PageSegmenter.Segment(image), PageSegmenter.Segment(image));
        foreach (var (a, b) in first.Lines.Zip(second.Lines))
        {
            Assert.AreEqual(a.Id, b.Id);
            Assert.AreSequenceEqual(a.Baseline.ToArray(), b.Baseline.ToArray());
            Assert.AreSequenceEqual(a.Polygon.ToArray(), b.Polygon.ToArray());
        }
    }

    [TestMethod]
    public void Ascenders_and_descenders_that_reach_into_other_lines_join_none() => AssertFound(TestPage.OfLines(spacing: 46));

    [TestMethod]
    public void Lines_that_touch_are_cut_apart()
    {
        var page = TestPage.OfLines();
        for (var line = 0; line < 11; line++)
        {
            var x = 200 + (37 * line);
            var y = page.Baselines[line][0].Y;
            page.Stroke(line + 1, x, y - 10, x, y + 52); // a descender through the letters of the line below
        }

        AssertFound(page);
    }

    [TestMethod]
    public void Ruled_paper_is_no_writing() =>
        AssertFound(TestPage.OfLines(8).Paper((_, y, paper) => (y - 112) % 66 is 0 or 1 ? 150 : paper));

    [TestMethod]
    public void Squared_paper_with_a_margin_is_no_writing() => AssertFound(TestPage.OfLines(degrees: 1).Paper((x, y, paper) =>
    {
        var (along, across) = (x + (0.01746 * y), y - (0.01746 * x)); // turned as the writing is
        return (int)along == 70 ? 120 : ((int)across + 1000) % 33 == 0 || (int)along % 33 == 0 ? 165 : paper;
    }));

    [TestMethod]
    public void Dark_border_is_no_writing() =>
        AssertFound(TestPage.OfLines().Paper((x, y, paper) => x < 60 || y < 40 || x > 850 ? 20 + ((x * 7) + (y * 13)) % 9 : paper));

    [TestMethod]
    public void Ink_that_shows_through_from_the_back_is_no_writing()
    {
        var back = new TestPage(900, 1000);
        for (var line = 0; line < 11; line++)
        {
            var y = 143 + (line * 66);
            back.Write(_ => y, 120, 780);
        }

        AssertFound(TestPage.OfLines().Paper((x, y, paper) => back.OwnerAt(899 - x, y) > 0 ? paper - 20 : paper));
    }

    [TestMethod]
    public void Faint_ink_on_dark_uneven_paper_is_found() =>
        AssertFound(TestPage.OfLines().Paper((x, y, _) => 170 - (x / 20) + (((x * 31) + (y * 17)) % 7)), ink: 105);

    [TestMethod]
    public void Columns_are_read_one_after_the_other()
    {
        var page = new TestPage(1200, 1000);
        page.Write(_ => 90, 200, 1000, 20); // a heading over both
        foreach (var left in new[] { 80, 640 })
        {
            for (var line = 0; line < 12; line++)
            {
                var y = 190 + (line * 62) + (left / 60);
                page.Write(_ => y, left, left + 470);
            }
        }

        var layout = PageSegmenter.Segment(page.ToImage());
        AssertFound([.. page.Baselines], layout);
        Assert.HasCount(3, layout.Regions);
        foreach (var (expected, found) in page.Baselines.Zip(layout.Lines))
        {
            Assert.AreEqual(expected[0].X, found.Baseline[0].X, 20f);
            Assert.AreEqual(expected[0].Y, found.Baseline[0].Y, 8f);
        }
    }

    [TestMethod]
    public void A_gap_far_wider_than_words_ends_a_region()
    {
        var page = new TestPage(900, 1000);
        foreach (var y in new[] { 100, 160, 220, 600, 660, 720, 780 })
        {
            page.Write(_ => y, 100, 800);
        }

        var layout = PageSegmenter.Segment(page.ToImage());
        Assert.AreSequenceEqual(new[] { 3, 4 }, layout.Regions.Select(region => region.Lines.Count).ToArray());
    }

    [TestMethod]
    public void Empty_paper_has_no_lines()
    {
        Assert.IsEmpty(PageSegmenter.Segment(new TestPage(900, 1000).ToImage()).Regions);
        Assert.IsEmpty(PageSegmenter.Segment(new GrayImage(1, 1, [0])).Regions);
    }

    [TestMethod]
    public void Polygons_hold_their_own_ink_and_no_other()
    {
        var page = TestPage.OfLines(spacing: 50, curve: 10);
        var layout = PageSegmenter.Segment(page.ToImage());
        AssertFound([.. page.Baselines], layout);
        var masks = layout.Lines.Select(line => new PolygonMask(line, page.Width, page.Height)).ToArray();
        var (ink, missed, foreign) = (0, 0, 0);
        for (var y = 0; y < page.Height; y++)
        {
            for (var x = 0; x < page.Width; x++)
            {
                if (page.OwnerAt(x, y) is > 0 and var owner)
                {
                    ink++;
                    missed += masks[owner - 1].Contains(x, y) ? 0 : 1;
                    foreign += masks.Where((mask, i) => i != owner - 1 && mask.Contains(x, y)).Any() ? 1 : 0;
                }
            }
        }

        Assert.IsLessThan(0.02 * ink, missed);
        Assert.IsLessThan(0.02 * ink, foreign);
    }

    private static void AssertFound(TestPage page, byte ink = 60) => AssertFound([.. page.Baselines], PageSegmenter.Segment(page.ToImage(ink: ink)));

    /// <summary>Every line once, no other, and each where it was written.</summary>
    private static void AssertFound(PagePoint[][] truth, PageLayout layout)
    {
        var found = layout.Lines.Select(line => line.Baseline).ToArray();
        Assert.HasCount(truth.Length, found);
        var scores = BaselineMeasure.Compare(truth, found);
        Assert.IsGreaterThan(0.97, scores.Precision);
        Assert.IsGreaterThan(0.97, scores.Recall);
    }
}
