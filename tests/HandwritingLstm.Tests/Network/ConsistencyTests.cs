using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>Two views of a line that are drawn together: gradients against finite differences of CTC loss and cross entropy, whose target stays as it was.</summary>
[TestClass]
public sealed class ConsistencyTests
{
    private const double Weight = 0.8;
    private const float Step = 2e-3f;

    private static readonly NetworkSpec _spec = NetworkSpec.Parse("[1,6,0,1 Ct3,3,4 Ymean Lbx3 O1c5]");
    private static readonly int[][] _labels = [[3, 1], [3, 1], [1, 2, 2], [1, 2, 2]];

    [TestMethod]
    public void Gradient_is_the_slope()
    {
        using var network = new LineNetwork(_spec, seed: 3, threads: 2, new EngineOptions { ConsistencyWeight = Weight });
        var random = new Random(7);
        var lines = Lines(random, 14, 14, 19, 19);
        network.ComputeGradients(lines, _labels, 0);
        double[][] wanted = [.. network.LastScores().Select(scores => Array.ConvertAll(scores.Values, score => Math.Exp(score)))];
        var gradients = network.Parameters.Parameters.Select(parameter => (parameter.Name, Values: Gradient(network, parameter))).ToArray();
        foreach (var (name, gradient) in gradients)
        {
            var (error, size) = (0.0, 0.0);
            for (var draw = 0; draw < 4; draw++)
            {
                float[] direction = [.. gradient.Select(_ => random.Next(2) == 0 ? -1f : 1f)];
                var slope = (LossAt(Step) - LossAt(-Step)) / (2 * Step);
                var expected = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
                error += (slope - expected) * (slope - expected);
                size += slope * slope;

                double LossAt(float step)
                {
                    var tensors = network.ExportTensors();
                    network.ImportTensors([.. tensors.Select(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)
                        ? tensor with { Values = [.. tensor.Values.Zip(direction, (value, d) => value + (step * d))] }
                        : tensor)]);
                    var loss = network.ComputeGradients(lines, _labels, 0) + (Weight * CrossEntropy(network, wanted));
                    network.ImportTensors([.. tensors]);
                    return loss;
                }
            }

            Assert.IsLessThan(0.05, Math.Sqrt(error) / Math.Max(0.02, Math.Sqrt(size)), name);
        }
    }

    [TestMethod]
    public void Views_that_are_alike_have_the_gradient_of_their_losses_alone()
    {
        var line = Lines(new Random(1), 14)[0];
        using var drawn = new LineNetwork(_spec, seed: 3, threads: 1, new EngineOptions { ConsistencyWeight = Weight });
        using var alone = new LineNetwork(_spec, seed: 3, threads: 1);
        drawn.ComputeGradients([line, line], _labels[..2], 0);
        alone.ComputeGradients([line, line], _labels[..2], 0);
        foreach (var (first, second) in drawn.Parameters.Parameters.Zip(alone.Parameters.Parameters))
        {
            Assert.AreSequenceEqual(Gradient(alone, second), Gradient(drawn, first), first.Name);
        }
    }

    [TestMethod]
    [DataRow(14, 14, 19)]
    [DataRow(14, 19)]
    public void Lines_that_are_no_pairs_are_refused(params int[] widths)
    {
        using var network = new LineNetwork(_spec, options: new EngineOptions { ConsistencyWeight = Weight });
        var problem = Assert.ThrowsExactly<ArgumentException>(() => network.ComputeGradients(Lines(new Random(1), widths), _labels[..widths.Length], 0));
        Assert.Contains("two views", problem.Message);
    }

    // What each line's scores miss of what its partner said, per label, on average.
    private static double CrossEntropy(LineNetwork network, double[][] wanted) => network.LastScores()
        .Select((scores, line) => -scores.Values.Zip(wanted[line ^ 1], (score, probability) => score * probability).Sum() / _labels[line].Length)
        .Average();

    private static unsafe float[] Gradient(LineNetwork network, Parameter parameter) =>
        parameter.Export(parameter.Name, network.Parameters.Gradients()).Values;

    private static ColumnSequence[] Lines(Random random, params int[] widths) =>
        [.. widths.Select(width => new ColumnSequence(width, _spec.Height, [.. Enumerable.Range(0, width * _spec.Height).Select(_ => random.NextSingle())]))];
}
