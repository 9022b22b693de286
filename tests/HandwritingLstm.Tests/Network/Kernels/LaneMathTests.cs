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

    [TestMethod]
    public void Reciprocals_are_within_two_units_in_the_last_place()
    {
        float[] inputs = [1e-37f, 3e-20f, 0.3f, 1, 3, 1024, 7.77e20f, 8e37f, float.NaN];
        var reciprocals = Lanes.Widest<Func<float[], float[]>>(Reciprocals<Lanes512>, Reciprocals<Lanes256>, Reciprocals<Lanes128>)(inputs);
        for (var i = 0; i < inputs.Length - 1; i++)
        {
            Assert.AreEqual(1, reciprocals[i] * (double)inputs[i], 2.4e-7, $"{inputs[i]}");
        }

        Assert.IsTrue(float.IsNaN(reciprocals[^1]));

        static float[] Reciprocals<T>(float[] values)
            where T : struct, ILanes<T> => Map<T>(values, T.Reciprocal);
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
