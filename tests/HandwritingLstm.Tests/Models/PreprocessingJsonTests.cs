using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class PreprocessingJsonTests
{
    private static readonly LineNormalizerOptions _unusual = new()
    {
        Height = 64,
        Widening = 1.25,
        VerticalScaling = VerticalScaling.InkBox,
        ReadingDirection = ReadingDirection.RightToLeft,
        CorrectSlant = false,
        CorrectSkew = false,
        MarginColumns = 7,
        MarginRows = 3,
        MaximumColumns = 1234,
    };

    [TestMethod]
    public void Options_survive_the_way_through_json()
    {
        Assert.AreEqual(_unusual, PreprocessingJson.Read(PreprocessingJson.Write(_unusual)));
        Assert.AreEqual(new LineNormalizerOptions(), PreprocessingJson.Read(PreprocessingJson.Write(new LineNormalizerOptions())));
    }

    [TestMethod]
    public void Test_covers_every_option()
    {
        var defaults = new LineNormalizerOptions();
        foreach (var property in typeof(LineNormalizerOptions).GetProperties())
        {
            Assert.AreNotEqual(property.GetValue(defaults), property.GetValue(_unusual), property.Name);
        }
    }

    [TestMethod]
    public void Keys_and_words_are_in_camel_case() =>
        Assert.AreEqual(
            """{"height":64,"widening":1.25,"verticalScaling":"inkBox","readingDirection":"rightToLeft","correctSlant":false,"correctSkew":false,"marginColumns":7,"marginRows":3,"maximumColumns":1234}""",
            PreprocessingJson.Write(_unusual));

    [TestMethod]
    public void Missing_key_has_its_default() =>
        Assert.AreEqual(new LineNormalizerOptions { Height = 32 }, PreprocessingJson.Read("""{"height":32}"""));

    [TestMethod]
    [DataRow("""{"height":null}""", "height")]
    [DataRow("[]", "preprocessing")]
    [DataRow("{", "preprocessing")]
    [DataRow("""{"\ud800":1}""", "preprocessing")]
    [DataRow("""{"hight":48}""", "hight")]
    [DataRow("""{"height":"tall"}""", "height")]
    [DataRow("""{"verticalScaling":"boxy"}""", "verticalScaling")]
    [DataRow("""{"readingDirection":"topToBottom"}""", "\"rightToLeft\"")]
    [DataRow("""{"widening":"wide"}""", "not a number")]
    [DataRow("""{"widening":9}""", "Widening is 9")]
    [DataRow("""{"height":0}""", "Height is 0")]
    public void What_cannot_be_used_is_named(string json, string named)
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PreprocessingJson.Read(json));
        Assert.Contains(named, problem.Message);
        Assert.DoesNotContain("\n", problem.Message);
    }
}
