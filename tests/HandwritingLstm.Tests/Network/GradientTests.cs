using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>
/// Every layer's forward against its naive twin, and its backward against finite differences of that twin in float64.
/// </summary>
[TestClass]
public sealed class GradientTests
{
    private const double Step = 1e-6;

    [TestMethod]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lfx3 O1c4]", DisplayName = "LSTM forwards on pixel columns")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lrx17 O1c4]", DisplayName = "LSTM backwards, more units than a vector")]
    [DataRow("[1,6,0,1 S1(1x0)1,3 Lbx5 Lbx3 O1c6]", DisplayName = "stacked bidirectional LSTM")]
    [DataRow("[1,6,0,1 Cr3,3,5 Ymax O1c5]", DisplayName = "convolution of the image with bias, maximum over the height")]
    [DataRow("[1,6,0,1 Cl5,3,3 Cr3,3,4 Ymean O1c5]", DisplayName = "5×3 kernel, linear and rectified, mean over the height")]
    [DataRow("[1,7,0,1 Cr3,3,17 Bn Cr3,3,18 Bn Yboth O1c5]", DisplayName = "odd height and channel counts through Winograd")]
    [DataRow("[1,9,0,1 Cr3,3,4 Bn Mp2,2 Cr3,3,6 Bn Mp2,1 Yboth Lbx4 O1c5]", DisplayName = "normalisation and pooling with a rest")]
    [DataRow("[1,8,0,1 Cr3,3,2,2,4 Cr1,3,1,2,5 Yboth O1c5]", DisplayName = "strides")]
    [DataRow("[1,8,0,1 Cl3,3,3 Do0 Mp2,2 Cr3,3,4 Mp3,1 S1(1x0)1,3 O1c5]", DisplayName = "pooling on its own, rows into channels")]
    public void Layers_agree_with_their_twins(string vgsl) => Compare(vgsl, 1e-3);

    [TestMethod]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Rfx3 O1c4]", DisplayName = "simple cell forwards")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Rbx17 Rrx1 O1c4]", DisplayName = "simple cells in both directions, more than a vector, and one alone")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Gfx3 O1c4]", DisplayName = "gated recurrent unit forwards")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Gbx17 Grx5 O1c4]", DisplayName = "gated recurrent units in both directions")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lpfx3 O1c4]", DisplayName = "peepholes forwards")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lpbx19 Lprx5 O1c4]", DisplayName = "peepholes in both directions")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lcfx3 O1c4]", DisplayName = "coupled gates forwards")]
    [DataRow("[1,5,0,1 S1(1x0)1,3 Lcbx17 Lcrx1 O1c4]", DisplayName = "coupled gates in both directions")]
    [DataRow("[1,5,0,1 Lby3 Gfx2 Ymean O1c4]", DisplayName = "columns of the image, then rows")]
    [DataRow("[1,5,0,1 Rbx2 Lpfys17 O1c4]", DisplayName = "rows of the image, then columns that keep their last output")]
    [DataRow("[1,7,0,1 W2,1 Lcrys3 Gbx2 O1c4]", DisplayName = "columns upwards that keep their topmost output")]
    [DataRow("[1,5,0,1 W2,3 Gbys3 O1c4]", DisplayName = "columns in both directions that keep their last outputs")]
    [DataRow("[1,6,0,1 Cl3,3,3 Lbys2 O1c4]", DisplayName = "columns of a convolution")]
    [DataRow("[1,5,0,1 M1,1 Ymean O1c4]", DisplayName = "multidimensional, one cell, one direction")]
    [DataRow("[1,3,0,1 M2,3 M1,2 Ymean O1c4]", DisplayName = "multidimensional, two directions, then one")]
    [DataRow("[1,7,0,1 W2,4 M4,2 Ct1,3,5 Ms4,3 Ymean O1c4]", DisplayName = "multidimensional, four directions, concatenated and summed")]
    [DataRow("[1,7,0,1 W4,5 M2,17 Ymean O1c4]", DisplayName = "multidimensional, more cells than a vector")]
    [DataRow("[1,5,0,1 W2,2 Ml4,2 Mls2,3 Ymean O1c4]", DisplayName = "stable cells")]
    [DataRow("[1,4,0,1 W4,2 M4,3 Ml1,2 Lbx2 O1c4]", DisplayName = "multidimensional over one row")]
    [DataRow("[1,8,0,1 Ct3,3,4 Bn Mp2,2 W2,2 Ct1,1,3 Ymean O1c4]", DisplayName = "hyperbolic tangent, normalisation, windows")]
    public void Smooth_layers_agree_closely_with_their_twins(string vgsl) => Compare(vgsl, 1e-4);

    private static void Compare(string vgsl, double tolerance)
    {
        var spec = NetworkSpec.Parse(vgsl);
        using var network = new LineNetwork(spec, seed: 3, threads: 2);
        var random = new Random(11);
        var lines = new[] { 25, 18, 11 }.Select(width => Line(width, spec.Height, random)).ToArray();
        int[][] labels = [[1, 2, 2], [3, 1], [2]];
        RandomizeBiases(network, random);
        var tensors = network.ExportTensors().Where(tensor => !tensor.Name.Contains("running", StringComparison.Ordinal)).ToArray();
        var weights = tensors.ToDictionary(tensor => tensor.Name, tensor => Array.ConvertAll(tensor.Values, x => (double)x), StringComparer.Ordinal);
        var twin = new NaiveNetwork(spec, weights);

        var loss = network.ComputeGradients(lines, labels, 0);

        Assert.AreEqual(twin.Loss(lines, labels), loss, 1e-5);
        foreach (var parameter in network.Parameters.Parameters)
        {
            var actual = Gradient(network, parameter);
            var values = weights[parameter.Name];
            var (error, size) = (0.0, 1e-12);
            for (var draw = 0; draw < Math.Min(12, values.Length); draw++)
            {
                var i = values.Length <= 12 ? draw : random.Next(values.Length);
                var slope = Slope(twin, lines, labels, values, i);
                error += (actual[i] - slope) * (actual[i] - slope);
                size += slope * slope;
            }

            Assert.IsLessThan(tolerance, Math.Sqrt(error) / Math.Max(1e-3, Math.Sqrt(size)), $"{parameter.Name} of {vgsl}");
        }
    }

    // With biases of 0, a column without ink stands exactly on the kink of a ReLU, where there is no slope to compare.
    private static void RandomizeBiases(LineNetwork network, Random random) => network.ImportTensors([.. network.ExportTensors().Select(tensor =>
        tensor.Name.EndsWith(".bias", StringComparison.Ordinal)
            ? tensor with { Values = Array.ConvertAll(tensor.Values, _ => random.NextSingle() - 0.5f) }
            : tensor)]);

    private static unsafe float[] Gradient(LineNetwork network, Parameter parameter) =>
        parameter.Export(parameter.Name, network.Parameters.Gradients()).Values;

    private static double Slope(NaiveNetwork twin, ColumnSequence[] lines, int[][] labels, double[] values, int i)
    {
        var value = values[i];
        values[i] = value + Step;
        var above = twin.Loss(lines, labels);
        values[i] = value - Step;
        var below = twin.Loss(lines, labels);
        values[i] = value;
        return (above - below) / (2 * Step);
    }

    private static ColumnSequence Line(int width, int height, Random random) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())]);
}
