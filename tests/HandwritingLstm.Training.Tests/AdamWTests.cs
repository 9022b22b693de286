using System.Text.Json;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training.Tests;

/// <summary>The optimiser against python3-torch in float64: Frozen/adamw.json.</summary>
[TestClass]
public sealed unsafe class AdamWTests
{
    [TestMethod]
    public void Clipped_steps_lead_where_those_of_torch_do()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Frozen", "adamw.json")));
        var frozen = document.RootElement;
        using var store = new ParameterStore();
        var before = frozen.GetProperty("parameters_before").EnumerateArray().Select(Floats).ToArray();
        var parameters = before.Select((values, i) => store.Add($"p{i}", [values.Length], values.Length, PackedOrder.Vector(values.Length), linewise: false)).ToArray();
        store.Allocate();
        store.AllocateGradients(1);
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i].Import(before[i], store.Values);
        }

        var options = new TrainingOptions
        {
            WeightDecay = frozen.GetProperty("weight_decay").GetDouble(),
            ClipNorm = frozen.GetProperty("largest_gradient_norm").GetDouble(),
        };
        using var optimiser = new AdamW(store, options, 1, work => work(0));
        var checkpoints = frozen.GetProperty("checkpoints").EnumerateArray().ToDictionary(
            checkpoint => checkpoint.GetProperty("step").GetInt64(), checkpoint => checkpoint.GetProperty("parameters"));
        var compared = 0;
        foreach (var step in frozen.GetProperty("steps").EnumerateArray())
        {
            var gradients = step.GetProperty("gradients").EnumerateArray().Select(Floats).ToArray();
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Import(gradients[i], store.Gradients());
            }

            var norm = optimiser.Update((float)step.GetProperty("learning_rate").GetDouble());
            Assert.AreEqual(step.GetProperty("gradient_norm").GetDouble(), norm, 1e-5);
            if (checkpoints.TryGetValue(optimiser.StepCount, out var expected))
            {
                compared++;
                Compare(expected, parameters, store);
            }
        }

        Assert.AreEqual(checkpoints.Count, compared);
    }

    private static void Compare(JsonElement expected, Parameter[] parameters, ParameterStore store)
    {
        var tensors = expected.EnumerateArray().Select(Floats).ToArray();
        for (var i = 0; i < parameters.Length; i++)
        {
            var actual = parameters[i].Export("", store.Values).Values;
            for (var k = 0; k < actual.Length; k++)
            {
                Assert.AreEqual(tensors[i][k], actual[k], 1e-6f);
            }
        }
    }

    private static float[] Floats(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())];
}
