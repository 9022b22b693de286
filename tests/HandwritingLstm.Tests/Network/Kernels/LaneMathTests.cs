using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Tests.Network.Kernels;

[TestClass]
public sealed unsafe class LaneMathTests
{
    [TestMethod]
    public void Exponential_sigmoid_and_tangent_stay_within_their_error_bounds()
    {
        Check(Lanes.Widest<Func<float[], (float[], float[], float[])>>(Run<Lanes512>, Run<Lanes256>, Run<Lanes128>));
        Check(Run<Lanes128>);
    }

    [TestMethod]
    public void Not_a_number_stays_not_a_number()
    {
        var (exponential, sigmoid, tangent) =
            Lanes.Widest<Func<float[], (float[], float[], float[])>>(Run<Lanes512>, Run<Lanes256>, Run<Lanes128>)([float.NaN]);
        Assert.IsTrue(float.IsNaN(exponential[0]) && float.IsNaN(sigmoid[0]) && float.IsNaN(tangent[0]));
    }

    private static void Check(Func<float[], (float[] Exponential, float[] Sigmoid, float[] Tangent)> run)
    {
        float[] inputs = [.. Enumerable.Range(-8600, 17200).Select(i => i / 100f)];
        var (exponential, sigmoid, tangent) = run(inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            var exact = Math.Exp(inputs[i]);
            Assert.AreEqual(1, exponential[i] / exact, 2e-7, $"exp {inputs[i]}");
            Assert.AreEqual(1 / (1 + Math.Exp(-inputs[i])), sigmoid[i], 2e-7, $"sigmoid {inputs[i]}");
            Assert.AreEqual(Math.Tanh(inputs[i]), tangent[i], 3e-7, $"tanh {inputs[i]}");
        }
    }

    private static (float[] Exponential, float[] Sigmoid, float[] Tangent) Run<T>(float[] inputs)
        where T : struct, ILanes<T> =>
        (Map<T>(inputs, LaneMath.Exp), Map<T>(inputs, LaneMath.Sigmoid), Map<T>(inputs, LaneMath.Tanh));

    private static float[] Map<T>(float[] inputs, Func<T, T> function)
        where T : struct, ILanes<T>
    {
        var outputs = new float[inputs.Length];
        var lanes = stackalloc float[T.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            function(T.Broadcast(inputs[i])).Store(lanes);
            outputs[i] = lanes[0];
        }

        return outputs;
    }
}
