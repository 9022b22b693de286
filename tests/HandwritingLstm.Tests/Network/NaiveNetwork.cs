using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>The naive twin of the managed engine: every layer in double precision, in training mode, as the papers write it.</summary>
internal sealed class NaiveNetwork(NetworkSpec spec, IReadOnlyDictionary<string, double[]> weights)
{
    /// <summary>Log-probabilities per line, [T][K].</summary>
    public double[][][] Forward(IReadOnlyList<ColumnSequence> lines)
    {
        // [C][H][W] per line
        var maps = lines.Select(line => (double[][][])[Rows(line)]).ToArray();
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            Func<double, double>? activation = null;
            if (spec.Layers[i] is ConvolutionSpec convolution)
            {
                var norm = i + 1 < spec.Layers.Count && spec.Layers[i + 1] is BatchNormSpec;
                var bias = norm ? null : weights[$"{i}.conv.bias"];
                maps = [.. maps.Select(map => Convolve(map, convolution, weights[$"{i}.conv.weight"], bias))];
                activation = convolution.Activation switch { Activation.Relu => x => Math.Max(0, x), Activation.Tanh => Math.Tanh, _ => null };
                i += norm ? 1 : 0;
            }

            switch (spec.Layers[i])
            {
                case BatchNormSpec: maps = Normalize(maps, weights[$"{i}.bn.weight"], weights[$"{i}.bn.bias"]); break;
                case MaxPoolingSpec pooling: maps = [.. maps.Select(map => Pool(map, pooling.Height, pooling.Width))]; break;
                case HeightToChannelsSpec: maps = [.. maps.Select(Stack)]; break;
                case HeightCollapseSpec collapse: maps = [.. maps.Select(map => Collapse(map, collapse.Collapse))]; break;
                case RecurrentSpec recurrent: maps = [.. maps.Select(new NaiveRecurrent(recurrent, i, weights).Run)]; break;
                case MultidimensionalSpec multidimensional: maps = [.. maps.Select(new NaiveMultidimensional(multidimensional, i, weights).Run)]; break;
                case WindowSpec window: maps = [.. maps.Select(map => Window(map, window.Height, window.Width))]; break;
                case OutputSpec output: return [.. maps.Select(map => Score(map, output.LabelCount, i))];
                default: break;
            }

            if (activation is not null)
            {
                maps = [.. maps.Select(map => map.Select(plane => plane.Select(row => row.Select(activation).ToArray()).ToArray()).ToArray())];
            }
        }

        throw new InvalidOperationException("no output layer");
    }

    /// <summary>The mean over the lines of −ln p divided by the number of labels.</summary>
    public double Loss(IReadOnlyList<ColumnSequence> lines, int[][] labels) =>
        Forward(lines).Select((scores, i) => NaiveLoss(scores, labels[i]) / Math.Max(1, labels[i].Length)).Average();

    private static double NaiveLoss(double[][] scores, int[] labels)
    {
        var states = new int[(2 * labels.Length) + 1];
        for (var i = 0; i < labels.Length; i++)
        {
            states[(2 * i) + 1] = labels[i];
        }

        var alpha = new double[states.Length];
        for (var t = 0; t < scores.Length; t++)
        {
            var next = new double[states.Length];
            for (var s = 0; s < states.Length; s++)
            {
                var sum = t == 0 ? (s < 2 ? 1 : 0) : alpha[s] + (s > 0 ? alpha[s - 1] : 0);
                if (t > 0 && s > 1 && states[s] != 0 && states[s] != states[s - 2])
                {
                    sum += alpha[s - 2];
                }

                next[s] = sum * Math.Exp(scores[t][states[s]]);
            }

            alpha = next;
        }

        return -Math.Log(alpha[^1] + (alpha.Length > 1 ? alpha[^2] : 0));
    }

    private static double[][] Rows(ColumnSequence line) =>
        [.. Enumerable.Range(0, line.Height).Select(y => Enumerable.Range(0, line.ColumnCount).Select(x => (double)line.Column(x)[y]).ToArray())];

    private static double[][][] Convolve(double[][][] map, ConvolutionSpec spec, double[] weights, double[]? bias)
    {
        var (channels, height, width) = (map.Length, map[0].Length, map[0][0].Length);
        var (kh, kw) = (spec.KernelHeight, spec.KernelWidth);
        var rows = ((height + (2 * (kh / 2)) - kh) / spec.StrideY) + 1;
        var columns = ((width + (2 * (kw / 2)) - kw) / spec.StrideX) + 1;
        return Build(spec.Channels, rows, columns, (co, y, x) =>
        {
            var sum = bias?[co] ?? 0;
            for (var ci = 0; ci < channels; ci++)
            {
                for (var ky = 0; ky < kh; ky++)
                {
                    for (var kx = 0; kx < kw; kx++)
                    {
                        var (v, u) = ((y * spec.StrideY) + ky - (kh / 2), (x * spec.StrideX) + kx - (kw / 2));
                        if (v >= 0 && v < height && u >= 0 && u < width)
                        {
                            sum += map[ci][v][u] * weights[(((((co * channels) + ci) * kh) + ky) * kw) + kx];
                        }
                    }
                }
            }

            return sum;
        });
    }

    private static double[][][][] Normalize(double[][][][] maps, double[] gamma, double[] beta)
    {
        for (var c = 0; c < gamma.Length; c++)
        {
            var values = maps.SelectMany(map => map[c].SelectMany(row => row)).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(x => (x - mean) * (x - mean)) + 1e-5);
            foreach (var map in maps)
            {
                map[c] = [.. map[c].Select(row => row.Select(x => (gamma[c] * (x - mean) / deviation) + beta[c]).ToArray())];
            }
        }

        return maps;
    }

    private static double[][][] Pool(double[][][] map, int height, int width) =>
        Build(map.Length, map[0].Length / height, map[0][0].Length / width, (c, y, x) =>
            Enumerable.Range(0, height * width).Max(i => map[c][(y * height) + (i / width)][(x * width) + (i % width)]));

    private static double[][][] Stack(double[][][] map) =>
        Build(map.Length * map[0].Length, 1, map[0][0].Length, (i, _, x) => map[i % map.Length][i / map.Length][x]);

    private static double[][][] Window(double[][][] map, int height, int width)
    {
        var (channels, rows, columns) = (map.Length, map[0].Length, map[0][0].Length);
        return Build(height * width * channels, (rows + height - 1) / height, (columns + width - 1) / width, (i, down, right) =>
        {
            var (y, x) = ((down * height) + (i / channels / width), (right * width) + (i / channels % width));
            return y < rows && x < columns ? map[i % channels][y][x] : 0;
        });
    }

    private static double[][][] Collapse(double[][][] map, HeightCollapse collapse)
    {
        var maxima = Build(map.Length, 1, map[0][0].Length, (c, _, x) => map[c].Max(row => row[x]));
        var means = Build(map.Length, 1, map[0][0].Length, (c, _, x) => map[c].Average(row => row[x]));
        return collapse switch { HeightCollapse.Maximum => maxima, HeightCollapse.Mean => means, _ => [.. maxima, .. means] };
    }

    private static double[][][] Build(int channels, int height, int width, Func<int, int, int, double> value) =>
        [.. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, height).Select(y =>
            Enumerable.Range(0, width).Select(x => value(c, y, x)).ToArray()).ToArray())];

    private double[][] Score(double[][][] map, int labels, int index)
    {
        var (matrix, bias) = (weights[$"{index}.linear.weight"], weights[$"{index}.linear.bias"]);
        return [.. Enumerable.Range(0, map[0][0].Length).Select(t =>
        {
            var sums = Enumerable.Range(0, labels)
                .Select(k => bias[k] + Enumerable.Range(0, map.Length).Sum(c => matrix[(k * map.Length) + c] * map[c][0][t])).ToArray();
            var total = Math.Log(sums.Sum(Math.Exp));
            return sums.Select(x => x - total).ToArray();
        })];
    }
}
