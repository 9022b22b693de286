using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>Dropout changes the output of the layer before it in place: gradients against finite differences of the engine itself, under the same masks.</summary>
[TestClass]
public sealed class DropoutGradientTests
{
    private const ulong Masks = 12345;
    private const float Step = 2e-3f;

    private static readonly int[][] _labels = [[1, 2, 2], [3, 1]];

    [TestMethod]
    [DataRow("[1,6,0,1 Ct3,3,4 Ymax Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Ymean Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Yboth Do0.4 Lbx3 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 S1(1x0)1,3 Do0.4 O1c5]")]
    [DataRow("[1,8,0,1 Ct3,3,4 Do0.4 Ct3,3,3 Mp2,2 Do0.4 Ymean O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Bn Do0.4 Ymean Lbx3 Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Ymean Lfx3 Do0.4 Lrx3 Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Ymean Gbx3 Do0.4 Rbx3 Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,4 Ymean Lpbx3 Do0.4 Lcbx3 Do0.4 O1c5]")]
    [DataRow("[1,6,0,1 W2,2 M2,3 Do0.4 Ymean O1c5]")]
    [DataRow("[1,6,0,1 W2,2 Mls2,3 Do0.4 W1,2 Do0.4 Ymean O1c5]")]
    [DataRow("[1,6,0,1 Ct3,3,3 Lbys3 Do0.4 O1c5]")]
    public void Gradient_is_the_slope(string vgsl)
    {
        var spec = NetworkSpec.Parse(vgsl);
        using var network = new LineNetwork(spec, seed: 3, threads: 2);
        var random = new Random(7);
        ColumnSequence[] lines = [Line(19, spec.Height, random), Line(14, spec.Height, random)];
        network.ComputeGradients(lines, _labels, Masks);
        var gradients = network.Parameters.Parameters.Select(parameter => (parameter.Name, Values: Gradient(network, parameter))).ToArray();
        foreach (var (name, gradient) in gradients)
        {
            var (error, size) = (0.0, 0.0);
            for (var draw = 0; draw < 4; draw++)
            {
                float[] direction = [.. gradient.Select(_ => random.Next(2) == 0 ? -1f : 1f)];
                var slope = (LossAt(network, lines, name, direction, Step) - LossAt(network, lines, name, direction, -Step)) / (2 * Step);
                var expected = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
                error += (slope - expected) * (slope - expected);
                size += slope * slope;
            }

            Assert.IsLessThan(0.1, Math.Sqrt(error) / Math.Max(0.02, Math.Sqrt(size)), $"{name} of {vgsl}");
        }
    }

    private static unsafe float[] Gradient(LineNetwork network, Parameter parameter) =>
        parameter.Export(parameter.Name, network.Parameters.Gradients()).Values;

    private static double LossAt(LineNetwork network, ColumnSequence[] lines, string name, float[] direction, float step)
    {
        var tensors = network.ExportTensors();
        network.ImportTensors([.. tensors.Select(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)
            ? tensor with { Values = [.. tensor.Values.Zip(direction, (value, d) => value + (step * d))] }
            : tensor)]);
        var loss = network.ComputeGradients(lines, _labels, Masks);
        network.ImportTensors([.. tensors]);
        return loss;
    }

    private static ColumnSequence Line(int width, int height, Random random) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())]);
}
