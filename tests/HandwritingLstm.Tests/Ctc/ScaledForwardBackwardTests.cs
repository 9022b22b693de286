using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

[TestClass]
public sealed class ScaledForwardBackwardTests
{
    [TestMethod]
    public void Lines_of_an_untrained_network_never_need_logarithms() =>
        Assert.IsTrue(TryCompute(columnCount: 400, labelCount: 100, length: 150, sureness: 0.5));

    [TestMethod]
    public void Lines_of_a_trained_network_do_not_need_logarithms() =>
        Assert.IsTrue(TryCompute(columnCount: 100, labelCount: 80, length: 30, sureness: 20));

    [TestMethod]
    public void Lines_that_doubles_cannot_hold_are_handed_over() =>
        Assert.IsFalse(TryCompute(columnCount: 100, labelCount: 80, length: 30, sureness: 5000));

    private static bool TryCompute(int columnCount, int labelCount, int length, double sureness)
    {
        var random = new Random(1);
        var outputs = new double[columnCount * labelCount];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = sureness * random.NextDouble();
        }

        var scores = Array.ConvertAll(NaiveCtc.LogSoftmax(outputs, labelCount), value => (float)value);
        var labels = Enumerable.Range(0, length).Select(i => 1 + (i % (labelCount - 1))).ToArray();
        var buffer = new double[ScaledForwardBackward.BufferSize(columnCount, length)];
        Array.Fill(buffer, double.NaN); // a rented buffer is dirty
        return ScaledForwardBackward.TryCompute(scores, labelCount, labels, new float[scores.Length], buffer, out _);
    }
}
