using HandwritingLstm.Ctc;
using HandwritingLstm.Tests.Frozen;

namespace HandwritingLstm.Tests.Ctc;

/// <summary>The loss and its gradient against python3-torch in float64: Frozen/ctc.json.</summary>
[TestClass]
public sealed class CtcLossOracleTests
{
    [TestMethod]
    public void Losses_and_gradients_are_those_of_torch()
    {
        var cases = FrozenNumbers.Read("ctc.json").GetProperty("cases").EnumerateArray().ToArray();
        Assert.IsNotEmpty(cases);
        foreach (var frozen in cases)
        {
            var shape = frozen.GetProperty("logits").Shape();
            var scores = LogSoftmax(frozen.GetProperty("logits").Doubles(), shape[1]);
            var gradient = new float[scores.Length];
            var name = frozen.GetProperty("name").GetString();

            var loss = CtcLoss.Compute(scores, shape[1], frozen.GetProperty("labels").Integers(), gradient);

            var expected = frozen.GetProperty("loss").GetDouble();
            Assert.AreEqual(expected, loss, 1e-5 * Math.Max(1, expected), name);
            var slopes = frozen.GetProperty("logits_gradient").Doubles();
            for (var i = 0; i < gradient.Length; i++)
            {
                Assert.AreEqual(slopes[i], gradient[i], 1e-4, name);
            }
        }
    }

    private static float[] LogSoftmax(double[] logits, int labels) =>
        [.. logits.Select((z, i) => (float)(z - Math.Log(logits.Skip(i / labels * labels).Take(labels).Sum(Math.Exp))))];
}
