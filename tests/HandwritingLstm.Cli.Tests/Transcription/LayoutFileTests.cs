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
}
