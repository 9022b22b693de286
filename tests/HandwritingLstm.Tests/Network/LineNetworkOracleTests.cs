using System.Text.Json;
using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Tests.Frozen;

namespace HandwritingLstm.Tests.Network;

/// <summary>The whole engine against python3-torch in float64: Frozen/network.json.</summary>
[TestClass]
public sealed class LineNetworkOracleTests
{
    private readonly JsonElement _frozen = FrozenNumbers.Read("network.json");

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Training_scores_loss_and_gradients_are_those_of_torch(int threads)
    {
        using var network = Network(threads);
        var training = _frozen.GetProperty("training");

        var loss = network.ComputeGradients(Lines(), Labels(), 0);

        Assert.AreEqual(training.GetProperty("loss").GetDouble(), loss, 1e-5);
        CompareScores(training.GetProperty("log_probabilities"), network.LastScores());
        foreach (var gradient in training.GetProperty("gradients").EnumerateObject())
        {
            var parameter = network.Parameters.Parameters.Single(parameter => gradient.NameEquals(parameter.Name));
            AssertClose(gradient, GradientOf(network, parameter));
        }
    }

    [TestMethod]
    public void Running_statistics_after_a_step_are_those_of_torch()
    {
        using var network = Network(2);

        network.ComputeGradients(Lines(), Labels(), 0);

        var tensors = network.ExportTensors().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var statistic in _frozen.GetProperty("training").GetProperty("running_statistics_after").EnumerateObject())
        {
            AssertClose(statistic, tensors[statistic.Name].Values);
        }
    }

    [TestMethod]
    public void Reading_scores_are_those_of_torch()
    {
        using var network = Network(2);
        var reading = _frozen.GetProperty("reading");
        var tensors = network.ExportTensors().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var statistic in reading.GetProperty("running_statistics").EnumerateObject())
        {
            tensors[statistic.Name] = tensors[statistic.Name] with { Values = statistic.Value.Floats() };
        }

        network.ImportTensors([.. tensors.Values]);

        CompareScores(reading.GetProperty("log_probabilities"), network.Forward(Lines()));
    }

    private static unsafe float[] GradientOf(LineNetwork network, Parameter parameter) =>
        parameter.Export(parameter.Name, network.Parameters.Gradients()).Values;

    private static void AssertClose(JsonProperty expected, float[] actual)
    {
        var error = FrozenNumbers.RelativeError(actual, expected.Value.Doubles());
        Assert.IsLessThan(1e-4, error, expected.Name);
    }

    private static void CompareScores(JsonElement expected, LabelScores[] actual)
    {
        var lines = expected.EnumerateArray().ToArray();
        Assert.HasCount(lines.Length, actual);
        for (var line = 0; line < lines.Length; line++)
        {
            var values = lines[line].Doubles();
            for (var i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(values[i], actual[line].Values[i], 1e-4);
            }
        }
    }

    private LineNetwork Network(int threads)
    {
        var network = new LineNetwork(NetworkSpec.Parse(_frozen.GetProperty("vgsl").GetString()!), threads: threads);
        var tensors = network.ExportTensors().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var weight in _frozen.GetProperty("weights").EnumerateObject())
        {
            CollectionAssert.AreEqual(weight.Value.Shape(), tensors[weight.Name].Shape.ToArray());
            tensors[weight.Name] = tensors[weight.Name] with { Values = weight.Value.Floats() };
        }

        network.ImportTensors([.. tensors.Values]);
        return network;
    }

    private ColumnSequence[] Lines() => [.. _frozen.GetProperty("lines").EnumerateArray().Select(line =>
    {
        var shape = line.GetProperty("image").Shape();
        return new ColumnSequence(shape[0], shape[1], line.GetProperty("image").Floats());
    })];

    private int[][] Labels() =>
        [.. _frozen.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("labels").Integers())];
}
