using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class CoverageCurveTests
{
    [TestMethod]
    public void Curve_equals_the_naive_twin()
    {
        var random = new Random(4);
        LineComparison[] lines =
        [
            .. Enumerable.Range(0, 200).Select(i => new LineComparison(
                $"{i}", new string('a', 1 + random.Next(20)), new string('a', random.Next(20)), null, i / 200f)),
        ];
        var curve = CoverageCurve.Of(lines)!;
        Assert.HasCount(100, curve.Points);
        for (var percent = 1; percent <= 100; percent++)
        {
            var kept = lines.OrderByDescending(line => line.Confidence).Take(2 * percent).ToList();
            Assert.AreEqual(new EvaluationReport(kept).Overall.Cer, curve.At(percent).Cer, 1e-12);
            Assert.AreEqual(kept[^1].Confidence!.Value, curve.At(percent).Threshold);
        }
    }

    [TestMethod]
    public void Lines_of_equal_confidence_make_a_flat_curve()
    {
        LineComparison[] lines = [.. Enumerable.Range(0, 7).Select(i => new LineComparison($"{i}", "abcde", i < 3 ? "abcde" : "xyz", null, 0.5f))];
        var overall = new EvaluationReport(lines).Overall.Cer;
        Assert.IsTrue(CoverageCurve.Of(lines)!.Points.All(point => Math.Abs(point.Cer - overall) < 1e-12));
    }

    [TestMethod]
    public void Whole_curve_ends_at_the_CER()
    {
        LineComparison[] lines = [new("1", "", "x", null, 0.9f), new("2", "abc", "abd", null, 0.1f), new("3", "zzz", "")];
        var curve = CoverageCurve.Of(lines)!;
        Assert.AreEqual(2, curve.LineCount); // the third has no confidence
        Assert.AreEqual(2 / 3.0, curve.At(100).Cer, 1e-12);
        Assert.IsTrue(curve.Points.All(point => double.IsFinite(point.Cer)));
        Assert.IsNull(CoverageCurve.Of([lines[2]]));
    }
}
