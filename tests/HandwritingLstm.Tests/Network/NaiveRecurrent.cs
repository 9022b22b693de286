using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>The recurrent cells as the papers write them, a number at a time, in double precision.</summary>
internal sealed class NaiveRecurrent(RecurrentSpec spec, int index, IReadOnlyDictionary<string, double[]> weights)
{
    private int Units => spec.Units;

    /// <summary>Outputs [H′][T] per channel from a map [C][H][W].</summary>
    public double[][][] Run(double[][][] map)
    {
        var (height, width) = (map[0].Length, map[0][0].Length);
        var alongX = spec.Axis == RecurrentAxis.X;
        string[] suffixes = spec.Direction switch
        {
            RecurrentDirection.Forward => [""],
            RecurrentDirection.Reverse => ["_reverse"],
            _ => ["", "_reverse"],
        };
        var outputs = new List<double[][]>();
        foreach (var suffix in suffixes)
        {
            var planes = Enumerable.Range(0, Units).Select(_ => Enumerable.Range(0, height).Select(_ => new double[width]).ToArray()).ToArray();
            for (var i = 0; i < (alongX ? height : width); i++)
            {
                var length = alongX ? width : height;
                var steps = Enumerable.Range(0, length).ToArray();
                var sequence = steps.Select(t => map.Select(plane => alongX ? plane[i][t] : plane[t][i]).ToArray()).ToArray();
                var walked = Walk(sequence, suffix);
                foreach (var t in steps)
                {
                    for (var u = 0; u < Units; u++)
                    {
                        planes[u][alongX ? i : t][alongX ? t : i] = walked[t][u];
                    }
                }
            }

            var last = suffix.Length > 0 ? 0 : height - 1;
            outputs.AddRange(spec.Summarize ? planes.Select(plane => (double[][])[plane[last]]) : planes);
        }

        return [.. outputs];
    }

    private double[][] Walk(double[][] sequence, string suffix)
    {
        var (h, c) = (new double[Units], new double[Units]);
        var outputs = new double[sequence.Length][];
        for (var step = 0; step < sequence.Length; step++)
        {
            var t = suffix.Length > 0 ? sequence.Length - 1 - step : step;
            outputs[t] = h = spec.Cell switch
            {
                RecurrentCell.Simple => Simple(sequence[t], h, suffix),
                RecurrentCell.Gru => Gru(sequence[t], h, suffix),
                RecurrentCell.CoupledLstm => Coupled(sequence[t], h, c, suffix),
                RecurrentCell.PeepholeLstm => Lstm(sequence[t], h, c, suffix, Weight("lstm", "peephole", suffix)),
                _ => Lstm(sequence[t], h, c, suffix, new double[3 * Units]),
            };
        }

        return outputs;
    }

    private double[] Simple(double[] x, double[] h, string suffix)
    {
        var bias = Weight("rnn", "bias", suffix);
        return Each(u => Math.Tanh(OfInput("rnn", u, x, suffix) + OfOutput("rnn", u, h, suffix) + bias[u]));
    }

    private double[] Gru(double[] x, double[] h, string suffix)
    {
        var bias = Weight("gru", "bias", suffix);
        return Each(u =>
        {
            var r = Sigmoid(OfInput("gru", u, x, suffix) + OfOutput("gru", u, h, suffix) + bias[u]);
            var z = Sigmoid(OfInput("gru", Units + u, x, suffix) + OfOutput("gru", Units + u, h, suffix) + bias[Units + u]);
            var m = OfOutput("gru", (2 * Units) + u, h, suffix) + bias[(3 * Units) + u];
            var n = Math.Tanh(OfInput("gru", (2 * Units) + u, x, suffix) + bias[(2 * Units) + u] + (r * m));
            return ((1 - z) * n) + (z * h[u]);
        });
    }

    private double[] Coupled(double[] x, double[] h, double[] c, string suffix)
    {
        var sums = Sums(x, h, suffix);
        return Each(u =>
        {
            var i = Sigmoid(sums(0, u));
            c[u] = ((1 - i) * c[u]) + (i * Math.Tanh(sums(1, u)));
            return Sigmoid(sums(2, u)) * Math.Tanh(c[u]);
        });
    }

    private double[] Lstm(double[] x, double[] h, double[] c, string suffix, double[] peephole)
    {
        var sums = Sums(x, h, suffix);
        return Each(u =>
        {
            var i = Sigmoid(sums(0, u) + (peephole[u] * c[u]));
            var f = Sigmoid(sums(1, u) + (peephole[Units + u] * c[u]));
            c[u] = (f * c[u]) + (i * Math.Tanh(sums(2, u)));
            return Sigmoid(sums(3, u) + (peephole[(2 * Units) + u] * c[u])) * Math.Tanh(c[u]);
        });
    }

    private Func<int, int, double> Sums(double[] x, double[] h, string suffix)
    {
        var bias = Weight("lstm", "bias", suffix);
        return (gate, u) =>
        {
            var row = (gate * Units) + u;
            return OfInput("lstm", row, x, suffix) + OfOutput("lstm", row, h, suffix) + bias[row];
        };
    }

    private double OfInput(string cell, int row, double[] x, string suffix) => Product(Weight(cell, "weight_ih", suffix), row, x);

    private double OfOutput(string cell, int row, double[] h, string suffix) => Product(Weight(cell, "weight_hh", suffix), row, h);

    private double[] Weight(string cell, string name, string suffix) => weights[$"{index}.{cell}.{name}{suffix}"];

    private double[] Each(Func<int, double> unit) => [.. Enumerable.Range(0, Units).Select(unit)];

    private static double Product(double[] matrix, int row, double[] vector)
    {
        var sum = 0.0;
        for (var k = 0; k < vector.Length; k++)
        {
            sum += matrix[(row * vector.Length) + k] * vector[k];
        }

        return sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
