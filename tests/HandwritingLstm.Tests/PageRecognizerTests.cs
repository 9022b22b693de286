using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Segmentation;
using HandwritingLstm.Tests.Segmentation;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests;

[TestClass]
public sealed class PageRecognizerTests
{
    private static readonly TestPage _page = TestPage.OfLines(6, degrees: 3);

    [TestMethod]
    public void Every_line_is_read_and_its_characters_stand_on_it()
    {
        using var recognizer = new LineRecognizer(TinyModel());
        var reading = new PageRecognizer(recognizer).Read(_page.ToImage());
        Assert.HasCount(6, reading.Readings);
        Assert.AreEqual(6, reading.Text.Split('\n').Length);
        foreach (var (line, read) in reading.Lines)
        {
            Assert.IsNotEmpty(read.Characters);
            foreach (var character in read.Characters)
            {
                Assert.IsGreaterThanOrEqualTo(line.Polygon.Min(point => point.X) - 1, character.Left);
                Assert.IsLessThanOrEqualTo(line.Polygon.Max(point => point.X) + 1, character.Right);
                Assert.IsGreaterThanOrEqualTo(character.Left, character.Right);
            }
        }

        // The characters are spread over the whole line, not crowded at its beginning.
        Assert.IsGreaterThan(600, reading.Readings[0].Characters[^1].Right - reading.Readings[0].Characters[0].Left);
    }

    [TestMethod]
    public void A_layout_that_is_given_decides_which_lines_are_read()
    {
        using var recognizer = new LineRecognizer(TinyModel());
        var image = _page.ToImage();
        var layout = PageSegmenter.Segment(image);
        var second = layout.Lines.ElementAt(1);
        var pages = new PageRecognizer(recognizer);
        var reading = pages.Read(image, layout with { Regions = [new TextRegion("only", [], [second])] });
        Assert.HasCount(1, reading.Readings);
        Assert.AreEqual(pages.Read(image).Readings[1].Text, reading.Text);
    }

    [TestMethod]
    public void A_layout_of_another_page_is_refused()
    {
        using var recognizer = new LineRecognizer(TinyModel());
        var problem = Assert.ThrowsExactly<RecognitionException>(
            () => new PageRecognizer(recognizer).Read(_page.ToImage(), new PageLayout(90, 100, [])));
        Assert.Contains("90×100", problem.Message);
        Assert.Contains("900×1000", problem.Message);
    }

    [TestMethod]
    public void Empty_paper_reads_as_nothing()
    {
        using var recognizer = new LineRecognizer(TinyModel());
        var reading = new PageRecognizer(recognizer).Read(new GrayImage(500, 600, [.. Enumerable.Repeat((byte)230, 500 * 600)]));
        Assert.IsEmpty(reading.Readings);
        Assert.AreEqual("", reading.Text);
    }

    [TestMethod]
    public void A_line_too_flat_to_be_writing_reads_as_empty()
    {
        using var recognizer = new LineRecognizer(TinyModel(maximumColumns: 64));
        var image = _page.ToImage();
        var reading = new PageRecognizer(recognizer).Read(image);
        Assert.HasCount(6, reading.Readings);
        Assert.IsTrue(reading.Readings.All(line => line.Characters.Count == 0));
    }

    private static Model TinyModel(int maximumColumns = 20_000)
    {
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c6]");
        using var network = new LineNetwork(spec, seed: 3, threads: 1);

        // Fresh weights are small and every label is about as probable; larger ones make up their mind.
        var tensors = network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => 6 * value)] });
        return new Model
        {
            Spec = spec,
            Alphabet = new Alphabet(["a", "b", "c", "d", " "]),
            Preprocessing = PreprocessingJson.Write(new LineNormalizerOptions { Height = spec.Height, MaximumColumns = maximumColumns }),
            Tensors = [.. tensors],
        };
    }
}
