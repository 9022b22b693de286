using HandwritingLstm.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Tests.Torch;

/// <summary>Our optimiser on torch against libtorch's own.</summary>
[TestClass]
public sealed class TorchAdamWTests
{
    private static readonly int[][] _shapes = [[3, 4], [5], [2, 3, 2]];

    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void Fifty_clipped_steps_lead_where_those_of_libtorch_do()
    {
        using var scope = NewDisposeScope();
        var random = new Random(7);
        var options = new TrainingOptions { WeightDecay = 0.05, ClipNorm = 2 };
        TorchParameter[] ours = [.. _shapes.Select((shape, i) => TorchParameter.Trained($"{i}.weight", shape, torch.CPU))];
        foreach (var parameter in ours)
        {
            parameter.Import(Noise(random, parameter.Count));
        }

        TorchSharp.Modules.Parameter[] theirs = [.. ours.Select(parameter => nn.Parameter(parameter.Value.detach().clone()))];
        using var optimiser = new TorchAdamW(ours, options, torch.CPU);
        using var oracle = optim.AdamW(theirs, lr: 3e-3, weight_decay: options.WeightDecay);
        for (var step = 0; step < 50; step++)
        {
            Tensor[] gradients = [.. ours.Select(parameter => tensor(
                Noise(random, parameter.Count), Array.ConvertAll(parameter.Shape, size => (long)size)))];
            optimiser.Update(gradients, 3e-3f);

            oracle.zero_grad();
            for (var i = 0; i < theirs.Length; i++)
            {
                (theirs[i] * gradients[i]).sum().backward();
            }

            _ = nn.utils.clip_grad_norm_(theirs, options.ClipNorm);
            oracle.step();
        }

        Assert.AreEqual(50, optimiser.StepCount);
        for (var i = 0; i < ours.Length; i++)
        {
            Assert.IsLessThanOrEqualTo(1e-5f, (ours[i].Value.detach() - theirs[i].detach()).norm().item<float>(), ours[i].Name);
        }
    }

    [TestMethod]
    public void What_is_frozen_stays_and_counts_for_nothing()
    {
        using var scope = NewDisposeScope();
        TorchParameter[] parameters =
        [
            TorchParameter.Trained("0.conv.weight", [2], torch.CPU),
            TorchParameter.Trained("shortcut.linear.weight", [2], torch.CPU),
            TorchParameter.Trained("1.linear.weight", [2], torch.CPU),
        ];
        using var optimiser = new TorchAdamW(parameters, new TrainingOptions { FrozenLayers = 1 }, torch.CPU);
        Assert.HasCount(2, optimiser.Trained);

        optimiser.Update([ones(new long[] { 2 }), ones(new long[] { 2 })], 0.1f);

        Assert.AreEqual(0f, parameters[0].Value.detach().norm().item<float>());
        Assert.AreEqual(-0.1f, parameters[1].Export().Values[0], 1e-5f);
        Assert.AreEqual(-0.1f, parameters[2].Export().Values[1], 1e-5f);
    }

    private static float[] Noise(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 4) - 2)];
}
