using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class PredictionsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Predictions_are_read_with_their_confidence()
    {
        var predictions = Read("image,text,confidence\nlines/1.png,\"a, b\",0.875\n2.png,,\n");
        Assert.AreEqual(new Prediction("lines/1.png", "a, b", 0.875f, 2), predictions[0]);
        Assert.AreEqual(new Prediction("2.png", "", null, 3), predictions[1]);
    }

    [TestMethod]
    public void Confidence_may_be_left_out_and_there_may_be_no_rows()
    {
        Assert.AreEqual(new Prediction("1.png", "a", null, 2), Read("text,image\na,1.png\n")[0]);
        Assert.IsEmpty(Read("image,text,confidence\n"));
    }

    [TestMethod]
    [DataRow("image,confidence\n", "the header lacks the column 'text' (found: image, confidence)")]
    [DataRow("image,text,confidence\n1.png,a,0.9\n1.png,b,0.9\n", "row 3, column image: '1.png' is already in row 2")]
    [DataRow("image,text,confidence\n1.png,a,sure\n", "row 2, column confidence: found 'sure'; expected a number from 0 to 1")]
    [DataRow("image,text,confidence\n1.png,a,\"0,9\"\n", "row 2, column confidence: found '0,9'")]
    [DataRow("image,text,confidence\n1.png,a,97\n", "row 2, column confidence: found '97'")]
    [DataRow("image,text,confidence\n1.png,a,NaN\n", "row 2, column confidence: found 'NaN'")]
    [DataRow("image,text\n1.png,\"a\n", "row 2 has unbalanced quotes")]
    public void Damaged_file_is_refused_with_file_row_and_column(string csv, string message)
    {
        var exception = Assert.ThrowsExactly<RecognitionException>(() => Read(csv));
        Assert.StartsWith(Path.Combine(_folder.Path, "p.csv"), exception.Message);
        Assert.Contains(message, exception.Message);
    }

    private IReadOnlyList<Prediction> Read(string csv) => PredictionsFile.Read(_folder.Write("p.csv", csv));
}
