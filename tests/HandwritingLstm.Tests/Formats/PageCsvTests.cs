using System.Text;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class PageCsvTests
{
    [TestMethod]
    public void Lines_are_numbered_and_fields_quoted_where_they_must_be()
    {
        var csv = Encoding.UTF8.GetString(Pages.Write(new PageCsv(), Pages.Of(("a, \"b\"", 0.09f), ("plain", 1), ("", 0))));
        var image = "\"scan & \"\"copy\"\" <1>.jpg\"";
        Assert.AreEqual($"image,line,text,confidence\n{image},1,\"a, \"\"b\"\"\",0.09\n{image},2,plain,1\n{image},3,,0\n", csv);
    }
}
