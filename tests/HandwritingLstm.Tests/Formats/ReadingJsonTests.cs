using System.Text.Json;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class ReadingJsonTests
{
    [TestMethod]
    public void Object_holds_the_reading_and_its_characters()
    {
        var output = new StringWriter();
        new ReadingJson(output).Write("a.png", Readings.Of("é!", 0.9f));
        Assert.AreEqual(
            """{"image":"a.png","text":"é!","confidence":0.9,"characters":[""" +
            """{"text":"é","left":0,"right":8,"firstColumn":0,"lastColumn":1,"probability":0.9},""" +
            """{"text":"!","left":10,"right":18,"firstColumn":2,"lastColumn":3,"probability":0.9}]}""" + "\n",
            output.ToString());
    }

    [TestMethod]
    public void Alternatives_follow_where_there_are_some()
    {
        var output = new StringWriter();
        new ReadingJson(output).Write("a.png", new LineReading([]) { Alternatives = [new("", 0.75f), new("é", 0.25f)] });
        Assert.AreEqual(
            """{"image":"a.png","text":"","confidence":0,"characters":[],"alternatives":[""" +
            """{"text":"","probability":0.75},{"text":"é","probability":0.25}]}""" + "\n",
            output.ToString());
    }

    [TestMethod]
    public void Every_line_is_one_object_of_its_own()
    {
        var output = new StringWriter();
        var json = new ReadingJson(output);
        json.Write("a \"quoted\".png", Readings.Of("back\\slash\tand \"quotes\""));
        json.Write("b\n.png", Readings.Of(""));

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.HasCount(2, lines);
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.AreEqual("back\\slash\tand \"quotes\"", first.RootElement.GetProperty("text").GetString());
        Assert.AreEqual("b\n.png", second.RootElement.GetProperty("image").GetString());
        Assert.AreEqual(0, second.RootElement.GetProperty("characters").GetArrayLength());
    }
}
