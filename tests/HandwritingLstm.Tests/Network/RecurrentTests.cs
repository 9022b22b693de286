using System.Text.Json;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;
using HandwritingLstm.Tests.Frozen;

namespace HandwritingLstm.Tests.Network;

/// <summary>Bidirectional layers on a ragged batch against python3-torch in float64: Frozen/lstm.json, rnn.json, gru.json.</summary>
[TestClass]
public sealed unsafe class RecurrentTests
{
    private const int Threads = 2;

    [TestMethod]
    [DataRow(RecurrentCell.Lstm, "lstm", 0)]
    [DataRow(RecurrentCell.Lstm, "lstm", 1)]
    [DataRow(RecurrentCell.Simple, "rnn", 0)]
    [DataRow(RecurrentCell.Simple, "rnn", 1)]
    [DataRow(RecurrentCell.Gru, "gru", 0)]
    [DataRow(RecurrentCell.Gru, "gru", 1)]
    public void Outputs_and_gradients_are_those_of_torch(RecurrentCell cell, string name, int number)
    {
        var frozen = FrozenNumbers.Read($"{name}.json").GetProperty("cases")[number];
        var sequences = frozen.GetProperty("sequences").EnumerateArray().ToArray();
        int[] lengths = [.. sequences.Select(sequence => sequence.GetProperty("inputs").Shape()[0])];
        var batch = new LineBatch(lengths, Threads);
        using var input = new Sequences(ChannelLayout.Of(frozen.GetProperty("input_size").GetInt32()));
        input.Shape(lengths, withGradients: true);
        using var store = new ParameterStore();
        var spec = new RecurrentSpec(
            cell, RecurrentDirection.Bidirectional, RecurrentAxis.X, Summarize: false, frozen.GetProperty("cells").GetInt32());
        using var layer = new Recurrent(0, spec, input, inputNeedsGradient: true, store, Threads);
        store.Allocate();
        store.AllocateGradients(1);
        foreach (var parameter in store.Parameters)
        {
            parameter.Import(frozen.GetProperty("weights").GetProperty(TorchName(parameter)).Floats(), store.Values);
        }

        ForEachColumn(input, sequences, "inputs", input.Values, (place, expected) => *place = (float)expected);
        layer.Prepare(batch, training: true);
        var (forward, backward) = (new Plan(), new Plan());
        layer.AddRefresh(forward, training: true);
        layer.AddForward(forward, training: true);
        layer.AddBackward(backward);
        using var team = new Team(Threads);

        forward.Run(team, batch);
        ForEachColumn(layer.Output, sequences, "outputs", layer.Output.Values, (place, expected) => Assert.AreEqual(expected, *place, 1e-5));

        ForEachColumn(layer.Output, sequences, "cotangent", layer.Output.Gradients, (place, expected) => *place = (float)expected);
        backward.Run(team, batch);
        ForEachColumn(input, sequences, "inputs_gradient", input.Gradients, (place, expected) => Assert.AreEqual(expected, *place, 1e-5));
        foreach (var parameter in store.Parameters)
        {
            var expected = frozen.GetProperty("weights_gradient").GetProperty(TorchName(parameter)).Doubles();
            var actual = parameter.Export(parameter.Name, store.Gradients()).Values;
            Assert.IsLessThan(1e-5, FrozenNumbers.RelativeError(actual, expected), parameter.Name);
        }
    }

    private static string TorchName(Parameter parameter) => parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];

    private static void ForEachColumn(Sequences place, JsonElement[] sequences, string name, float* values, PlaceWork work)
    {
        for (var line = 0; line < sequences.Length; line++)
        {
            var expected = sequences[line].GetProperty(name).Doubles();
            for (var i = 0; i < expected.Length; i++)
            {
                var (t, channel) = Math.DivRem(i, place.Channels.Count);
                work(values + ((long)place.Row(t, line) * place.Channels.Stride) + place.Channels.Offset(channel), expected[i]);
            }
        }
    }

    private delegate void PlaceWork(float* place, double expected);
}
