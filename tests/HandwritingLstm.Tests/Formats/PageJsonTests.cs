using System.Text;
using System.Text.Json;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class PageJsonTests
{
    [TestMethod]
    public void Every_line_is_one_object_with_its_place_and_words()
    {
        var rows = Encoding.UTF8.GetString(Pages.Write(new PageJson(), Pages.Of(("né là", 0.09f), ("x", 1)))).Split('\n');
        Assert.HasCount(3, rows);
        Assert.AreEqual("", rows[2]);
        using var json = JsonDocument.Parse(rows[0]);
        var line = json.RootElement;
        Assert.Contains("né là", rows[0]); // letters, not escapes
        Assert.AreEqual("r1 line1 né là", $"{line.GetProperty("region")} {line.GetProperty("line")} {line.GetProperty("text")}");
        Assert.AreEqual("0.09", line.GetProperty("confidence").GetRawText());
        Assert.AreEqual("[[50,110],[400,108],[750,112]]", line.GetProperty("baseline").GetRawText());
        Assert.IsFalse(line.TryGetProperty("alternatives", out _)); // the search was not asked for any
        Assert.AreEqual("""{"text":"là","confidence":0.09,"left":120,"top":50,"right":158,"bottom":130}""", line.GetProperty("words")[1].GetRawText());
    }

    [TestMethod]
    public void Alternatives_follow_where_there_are_some()
    {
        var page = Pages.Of("x");
        var reading = new LineReading(page.Readings[0].Characters) { Alternatives = [new TextAlternative("x", 0.75f), new TextAlternative("y", 0.25f)] };
        using var json = JsonDocument.Parse(Pages.Write(new PageJson(), new PageReading(page.Layout, [reading])));
        Assert.AreEqual("""[{"text":"x","probability":0.75},{"text":"y","probability":0.25}]""", json.RootElement.GetProperty("alternatives").GetRawText());
    }
}
