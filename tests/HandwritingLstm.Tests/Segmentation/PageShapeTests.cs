using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class PageShapeTests
{
    [TestMethod]
    [DataRow(1500, 2000, true)]
    [DataRow(3000, 2000, true)] // two facing pages
    [DataRow(900, 64, false)]
    [DataRow(3000, 300, false)] // a line in a fine scan
    [DataRow(64, 64, false)] // a letter
    [DataRow(300, 390, false)]
    public void Shape_tells_pages_from_lines(int width, int height, bool isPage) => Assert.AreEqual(isPage, PageShape.IsPage(width, height));

    [TestMethod]
    public void File_is_judged_by_its_header()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        try
        {
            ImageFile.SavePng(new GrayImage(500, 600, new byte[500 * 600]), path);
            Assert.IsTrue(PageShape.IsPage(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
