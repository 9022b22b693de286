using System.Text;
using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class PageTextTests
{
    [TestMethod]
    public void Lines_are_rows_and_an_empty_row_parts_regions()
    {
        var page = Pages.Of("one", "two", "three");
        var lines = page.Layout.Regions[0].Lines;
        TextRegion[] regions = [new("a", [], [lines[0], lines[1]]), new("empty", [], []), new("b", [], [lines[2]])];
        var text = Pages.Write(new PageText(), page with { Layout = page.Layout with { Regions = regions } });
        Assert.AreEqual("one\ntwo\n\nthree\n", Encoding.UTF8.GetString(text));
    }

    [TestMethod]
    public void Page_without_lines_is_an_empty_file() =>
        Assert.IsEmpty(Pages.Write(new PageText(), new(new(10, 20, []), [])));
}
