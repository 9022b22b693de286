using System.Runtime.Intrinsics.X86;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Tests.Network.Kernels;

/// <summary>Winograd's algorithm against the direct convolution in float64, and as a switch of the network.</summary>
[TestClass]
public sealed unsafe class WinogradTests
{
    private readonly Random _random = new(11);

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(1, 7)]
    [DataRow(2, 2)]
    [DataRow(5, 3)]
    [DataRow(6, 101)] // several blocks of tiles, the last one short
    [DataRow(7, 64)]
    [DataRow(4, 4)]
    [DataRow(9, 10)]
    [DataRow(30, 101)] // several blocks of wide tiles
    public void Convolutions_are_those_of_the_direct_twin(int height, int width)
    {
        Check<Lanes128>(height, width);
        if (Fma.IsSupported)
        {
            Check<Lanes256>(height, width);
        }

        if (Avx512F.IsSupported)
        {
            Check<Lanes512>(height, width);
        }
    }

    [TestMethod]
    public void A_network_computes_the_same_with_and_without_it()
    {
        var spec = NetworkSpec.Parse("[1,12,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,20 Bn Cr3,3,33 Mp2,1 Yboth Lbx19 O1c11]");
        ColumnSequence[] lines = [Line(30), Line(61), Line(17)];
        int[][] labels = [[1, 2], [3, 3, 4], [5]];
        using var with = new LineNetwork(spec, threads: 2);
        using var without = new LineNetwork(spec, threads: 2, options: new EngineOptions { Winograd = false });
        foreach (var (expected, actual) in without.Forward(lines).Zip(with.Forward(lines)))
        {
            Assert.IsTrue(expected.Values.Zip(actual.Values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4));
        }

        Assert.AreEqual(without.ComputeGradients(lines, labels, 1), with.ComputeGradients(lines, labels, 1), 1e-5);
        foreach (var (expected, actual) in without.Parameters.Parameters.Zip(with.Parameters.Parameters))
        {
            var (a, b) = (expected.Export("", without.Parameters.Gradients()).Values, actual.Export("", with.Parameters.Gradients()).Values);
            var scale = a.Max(Math.Abs);
            for (var i = 0; i < a.Length; i++)
            {
                Assert.AreEqual(a[i], b[i], 1e-4 * scale, expected.Name);
            }
        }
    }

    [TestMethod]
    public void What_is_not_finite_spreads_no_further_than_its_tile()
    {
        using var network = new LineNetwork(NetworkSpec.Parse("[1,12,0,1 Cr3,3,16 Cr3,3,16 Ymean O1c5]"));
        var line = Line(40);
        line.Values[(20 * 12) + 3] = float.NaN;
        var scores = network.Forward(line);
        Assert.IsTrue(float.IsNaN(scores.Column(20)[0]));
        Assert.IsTrue(float.IsFinite(scores.Column(5)[0]));
        Assert.IsTrue(float.IsFinite(scores.Column(35)[0]));
    }

    private void Check<T>(int height, int width)
        where T : struct, ILanes<T>
    {
        const int Inputs = 32;
        const int Outputs = 48;
        using var x = Maps(Inputs, height, width);
        using var y = Maps(Outputs, height, width);
        using var wideY = Maps(Outputs, height, width);
        using var dy = Maps(Outputs, height, width);
        var panels = new WeightPanels(9 * Inputs, Outputs);
        using var weights = Random(panels.Length);
        using var gradient = new FloatBuffer(panels.Length);
        using var u = new FloatBuffer(WinogradBlock.Elements * Inputs * Outputs);
        using var du = new FloatBuffer(WinogradBlock.Elements * Inputs * Outputs);
        using var wideU = new FloatBuffer(WideWinogradBlock.Elements * Inputs * Outputs);
        using var scratch = new FloatBuffer(Math.Max(WinogradBlock.ScratchLength(Inputs, Outputs), WideWinogradBlock.ScratchLength(Inputs, Outputs)));
        WinogradWeights.Transform(weights.Pointer, u.Pointer, Inputs, Outputs, ..Inputs);
        Winograd<T>.Convolve(
            x.Corner(0), x.Pitch(0), Inputs, u.Pointer, y.Row(0, 0), y.Pitch(0), Outputs, height, width, scratch.Pointer);
        WideWinogradWeights<T>.Transform(weights.Pointer, wideU.Pointer, Inputs, Outputs, ..5);
        WideWinogradWeights<T>.Transform(weights.Pointer, wideU.Pointer, Inputs, Outputs, 5..Inputs);
        WideWinograd<T>.Convolve(
            x.Corner(0), x.Pitch(0), Inputs, wideU.Pointer, wideY.Row(0, 0), wideY.Pitch(0), Outputs, height, width, scratch.Pointer);
        Winograd<T>.AddWeightGradient(
            x.Corner(0), x.Pitch(0), Inputs, dy.Row(0, 0), dy.Pitch(0), Outputs, height, width, du.Pointer, scratch.Pointer);
        WinogradWeights.AddGradient(du.Pointer, gradient.Pointer, Inputs, Outputs);

        for (var to = 0; to < Outputs; to += 5)
        {
            for (var i = 0; i < height * width; i++)
            {
                var (row, column) = Math.DivRem(i, width);
                var sum = 0.0;
                ForEachTap((from, ky, kx) => sum += (double)Pixel(x, row + ky - 1, column + kx - 1, from)
                    * weights.Pointer[panels.Index((((3 * ky) + kx) * Inputs) + from, to)]);
                Assert.AreEqual(sum, Pixel(y, row, column, to), 1e-4, $"{typeof(T).Name}: row {row}, column {column}");
                Assert.AreEqual(sum, Pixel(wideY, row, column, to), 2e-4, $"{typeof(T).Name}, wide: row {row}, column {column}");
            }

            ForEachTap((from, ky, kx) =>
            {
                var sum = 0.0;
                for (var i = 0; i < height * width; i++)
                {
                    var (row, column) = Math.DivRem(i, width);
                    sum += (double)Pixel(x, row + ky - 1, column + kx - 1, from) * Pixel(dy, row, column, to);
                }

                Assert.AreEqual(sum, gradient.Pointer[panels.Index((((3 * ky) + kx) * Inputs) + from, to)], 1e-3, $"{typeof(T).Name}: tap {ky}, {kx}");
            });
        }

        // What is beyond the edges is not written to.
        var untouched = Enumerable.Range(0, Outputs).All(channel => Pixel(wideY, 0, -1, channel) == 0 && Pixel(wideY, height, 0, channel) == 0);
        Assert.IsTrue(untouched, typeof(T).Name);

        static void ForEachTap(Action<int, int, int> work)
        {
            for (var i = 0; i < 9 * Inputs; i++)
            {
                work(i / 9, i % 9 / 3, i % 3);
            }
        }
    }

    private static float Pixel(FeatureMaps maps, int y, int x, int channel) =>
        maps.Row(0, y)[(x * maps.Channels.Stride) + channel];

    // Maps with a border of zeros; the pixels are random.
    private FeatureMaps Maps(int channels, int height, int width)
    {
        var maps = new FeatureMaps(height, ChannelLayout.Of(channels), 1, 1);
        maps.Shape([width], withGradients: false);
        maps.ClearBorder(0);
        for (var y = 0; y < height; y++)
        {
            for (var i = 0; i < width * channels; i++)
            {
                maps.Row(0, y)[i] = (float)((_random.NextDouble() * 2) - 1);
            }
        }

        return maps;
    }

    private FloatBuffer Random(int length)
    {
        var buffer = new FloatBuffer(length);
        foreach (ref var value in buffer.Span)
        {
            value = (float)((_random.NextDouble() * 2) - 1) / 4;
        }

        return buffer;
    }

    private ColumnSequence Line(int width) => new(width, 12, [.. Enumerable.Range(0, width * 12).Select(_ => _random.NextSingle())]);
}
