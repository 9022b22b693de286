using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class SuspectTruthTests
{
    [TestMethod]
    public void Confident_reading_of_another_text_is_suspect_and_a_doubtful_one_is_not()
    {
        LineComparison[] lines =
        [
            new("good", "the ferry leaves", "the ferry leaves", null, 0.98f),
            new("wrong truth", "the ferry leaves", "at noon the rain", null, 0.97f),
            new("doubtful", "the ferry leaves", "xxx xxxx xxx", null, 0.3f),
            new("nearly", "the ferry leaves", "the ferry leavs", null, 0.97f),
            new("silent", "the ferry leaves", "at noon the rain"),
        ];
        CollectionAssert.AreEqual(new[] { "wrong truth" }, new EvaluationReport(lines).SuspectTruths.Select(line => line.Id).ToArray());
    }

    [TestMethod]
    public void Nothing_is_suspect_without_confidences() =>
        Assert.IsEmpty(new EvaluationReport([new("1", "abcdef", "uvwxyz")]).SuspectTruths);
}
