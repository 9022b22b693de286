using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class ReadingCsvTests
{
    [TestMethod]
    public void Header_is_written_even_without_rows()
    {
        var output = new StringWriter();
        _ = new ReadingCsv(output);
        Assert.AreEqual("image,text,confidence\n", output.ToString());
    }

    [TestMethod]
    public void Confidence_has_a_point_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var output = new StringWriter();
            new ReadingCsv(output).Write("a.png", Readings.Of("x", 0.25f));
            Assert.AreEqual("image,text,confidence\na.png,x,0.2500\n", output.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow("plain.png", "plain")]
    [DataRow("a,b.png", "one, two")]
    [DataRow("a\"b\".png", "he said \"no\"")]
    [DataRow("lines/ü.png", " outer spaces ")]
    [DataRow("empty.png", "")]
    [DataRow("break.png", "two\nlines")]
    public void Row_survives_the_way_through_the_reader_of_predictions(string image, string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.CreateText(path))
            {
                new ReadingCsv(file).Write(image, Readings.Of(text, 0.75f));
            }

            var row = PredictionsFile.Read(path).Single();
            Assert.AreEqual(image, row.Image);
            Assert.AreEqual(text, row.Text);
            Assert.AreEqual(text.Length == 0 ? 0 : 0.75f, row.Confidence);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
