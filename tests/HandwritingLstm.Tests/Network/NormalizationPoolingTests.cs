using System.Text.Json;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;
using HandwritingLstm.Tests.Frozen;

namespace HandwritingLstm.Tests.Network;

/// <summary>Batch normalisation, ReLU and pooling of ragged maps against python3-torch in float64: Frozen/batchnorm.json.</summary>
[TestClass]
public sealed unsafe class NormalizationPoolingTests
{
    private const int Threads = 2;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Outputs_statistics_and_gradients_are_those_of_torch(int number)
    {
        var frozen = FrozenNumbers.Read("batchnorm.json").GetProperty("cases")[number];
        var lines = frozen.GetProperty("lines").EnumerateArray().OrderByDescending(line => line.GetProperty("inputs").Shape()[2]).ToArray();
        int[] widths = [.. lines.Select(line => line.GetProperty("inputs").Shape()[2])];
        var channels = frozen.GetProperty("channels").GetInt32();
        var window = frozen.GetProperty("pooling").Integers();
        var batch = new LineBatch(widths, Threads);
        using var input = new FeatureMaps(lines[0].GetProperty("inputs").Shape()[1], ChannelLayout.Of(channels), 1, 1) { GradientsInPlace = true };
        input.Shape(widths, withGradients: true);
        using var store = new ParameterStore();
        var norm = new BatchNorm(0, channels, store);
        using var layer = new NormalizationPooling(input, norm, null, rectify: true, new PoolingWindow(window[0], window[1]), 1, 1);
        store.Allocate();
        store.AllocateGradients(1);
        store.Parameters[0].Import(frozen.GetProperty("gamma").Floats(), store.Values);
        store.Parameters[1].Import(frozen.GetProperty("beta").Floats(), store.Values);
        var statistics = norm.Buffers.ToArray();
        frozen.GetProperty("running_mean_before").Floats().CopyTo(statistics[0].Values, 0);
        frozen.GetProperty("running_var_before").Floats().CopyTo(statistics[1].Values, 0);
        ForEachPixel(input, lines, "inputs", input.Row, (place, expected) => *place = (float)expected);
        layer.Prepare(batch, training: true);
        var (forward, backward) = (new Plan(), new Plan());
        layer.AddForward(forward, training: true);
        layer.AddBackward(backward);
        using var team = new Team(Threads);

        forward.Run(team, batch);
        ForEachPixel(layer.Output, lines, "outputs", layer.Output.Row, (place, expected) => Assert.AreEqual(expected, *place, 1e-5));
        AssertClose(frozen, "running_mean_after", statistics[0].Values);
        AssertClose(frozen, "running_var_after", statistics[1].Values);

        ForEachPixel(layer.Output, lines, "cotangent", layer.Output.GradientRow, (place, expected) => *place = (float)expected);
        backward.Run(team, batch);
        ForEachPixel(input, lines, "inputs_gradient", input.GradientRow, (place, expected) => Assert.AreEqual(expected, *place, 1e-5));
        AssertClose(frozen, "gamma_gradient", store.Parameters[0].Export("", store.Gradients()).Values);
        AssertClose(frozen, "beta_gradient", store.Parameters[1].Export("", store.Gradients()).Values);
    }

    private static void AssertClose(JsonElement frozen, string name, float[] actual) =>
        Assert.IsLessThan(1e-5, FrozenNumbers.RelativeError(actual, frozen.GetProperty(name).Doubles()), name);

    private static void ForEachPixel(FeatureMaps maps, JsonElement[] lines, string name, RowOf row, PixelWork work)
    {
        for (var line = 0; line < lines.Length; line++)
        {
            var (shape, expected) = (lines[line].GetProperty(name).Shape(), lines[line].GetProperty(name).Doubles());
            for (var i = 0; i < expected.Length; i++)
            {
                var (pixel, x) = Math.DivRem(i, shape[2]);
                var (channel, y) = Math.DivRem(pixel, shape[1]);
                work(row(line, y) + ((nint)x * maps.Channels.Stride) + channel, expected[i]);
            }
        }
    }

    private delegate float* RowOf(int line, int y);

    private delegate void PixelWork(float* place, double expected);
}
