using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class LayoutFileTests
{
    [TestMethod]
    public void File_of_another_kind_beside_the_image_is_no_layout_even_with_a_document_type()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.xml", "<!DOCTYPE TEI SYSTEM \"http://localhost:1/tei.dtd\" [<!ENTITY a \"b\">]><TEI/>");
        Assert.IsNull(LayoutFile.Load(path, 100, 100));
    }

    [TestMethod]
    public void Layout_without_lines_fits_any_image()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.xml", """
            <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata/>
            <Page imageFilename="a.jpg" imageWidth="800" imageHeight="1000"/></PcGts>
            """);
        Assert.IsNull(LayoutFile.Load(path, 1000, 800)); // its lines are to be found
    }

    [TestMethod]
    [DataRow(800, 1000, true)]
    [DataRow(400, 505, true)]
    [DataRow(1000, 800, false)]
    [DataRow(800, 700, false)]
    public void Layout_of_a_turned_or_cropped_image_is_refused(int width, int height, bool fits)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.xml", """
            <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata/>
            <Page imageFilename="a.jpg" imageWidth="800" imageHeight="1000"><TextRegion id="r"><Coords points="10,10 90,10 90,90"/>
            <TextLine id="l"><Coords points="10,10 90,10 90,50 10,50"/></TextLine></TextRegion></Page></PcGts>
            """);
        if (fits)
        {
            Assert.HasCount(1, LayoutFile.Load(path, width, height)!.Lines.ToArray());
            return;
        }

        var problem = Assert.ThrowsExactly<RecognitionException>(() => LayoutFile.Load(path, width, height));
        Assert.StartsWith($"{path} is of a page of 800×1000 pixels, but the image has {width}×{height}", problem.Message);
    }
}
