using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class ReadingTextTests
{
    [TestMethod]
    public void One_image_gives_its_text_alone()
    {
        var output = new StringWriter();
        new ReadingText(output, withNames: false).Write("a.png", Readings.Of("été"));
        Assert.AreEqual("été\n", output.ToString());
    }

    [TestMethod]
    public void Several_images_are_named_before_a_tab()
    {
        var output = new StringWriter();
        var text = new ReadingText(output, withNames: true);
        text.Write("a.png", Readings.Of("x"));
        text.Write("b.png", Readings.Of(""));
        Assert.AreEqual("a.png\tx\nb.png\t\n", output.ToString());
    }
}
