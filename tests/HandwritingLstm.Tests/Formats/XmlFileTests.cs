using System.Text;
using System.Xml.Linq;
using HandwritingLstm.Formats;
using HandwritingLstm.Tests.Evaluation;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class XmlFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("<!DOCTYPE html>")]
    [DataRow("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://localhost:1/no-such.dtd\">")]
    [DataRow("<!DOCTYPE html [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\"><!ENTITY % p SYSTEM \"file:///no/such/file\"> %p;]>")]
    public void Document_type_is_skipped(string type) =>
        Assert.AreEqual("text", XmlFile.Load(_folder.Write("a.xml", $"{type}<html>text</html>")).Root!.Value);

    [TestMethod]
    [DataRow("<html>&bomb;</html>")]
    [DataRow("<html title=\"&bomb;\"/>")]
    public void Entity_of_a_document_type_is_named_and_not_expanded(string content)
    {
        var entities = string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY b{i} \"&b{i - 1};&b{i - 1};\">"));
        var path = _folder.Write("bomb.xml", $"<!DOCTYPE html [<!ENTITY b0 \"boom\">{entities}<!ENTITY bomb \"&b30;\">]>{content}");
        var problem = Assert.ThrowsExactly<RecognitionException>(() => XmlFile.Load(path));
        Assert.StartsWith(path, problem.Message);
        Assert.Contains("'bomb'", problem.Message);
    }

    [TestMethod]
    public void Line_ends_and_tabs_of_attributes_and_texts_come_back_as_they_were()
    {
        var document = new XDocument(new XElement("a", new XAttribute("name", "one\ntwo\r\nthree\tfour"), "one\ntwo\r\nthree"));
        var back = XmlFile.Load(_folder.Write("a.xml", Saved(document)));
        Assert.AreEqual("one\ntwo\r\nthree\tfour", back.Root!.Attribute("name")!.Value);
        Assert.AreEqual("one\ntwo\r\nthree", back.Root.Value);
    }

    [TestMethod]
    public void File_of_another_tool_keeps_its_bytes()
    {
        const string Content = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"c&#xA;d\">\n  <e>one\n\ttwo&#xD;\nthree</e>\n\t<f />\n</a>\n";
        Assert.AreEqual(Content, Encoding.UTF8.GetString(Saved(XmlFile.Load(_folder.Write("a.xml", Content)), indent: false)));
    }

    private static byte[] Saved(XDocument document, bool indent = true)
    {
        using var output = new MemoryStream();
        XmlFile.Save(document, output, indent);
        return output.ToArray();
    }
}
