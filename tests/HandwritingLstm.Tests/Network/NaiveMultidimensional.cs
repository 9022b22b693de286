using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>Multidimensional LSTM as the papers write it, pixel by pixel, in double precision.</summary>
internal sealed class NaiveMultidimensional(MultidimensionalSpec spec, int index, IReadOnlyDictionary<string, double[]> weights)
{
    /// <summary>Outputs [C′][H][W] from a map [C][H][W].</summary>
    public double[][][] Run(double[][][] map)
    {
        string[] names = [.. new[] { "right_down", "left_up", "left_down", "right_up" }.Take(spec.DirectionCount)];
        var directions = names.Select(name => Scan(map, name)).ToArray();
        return spec.Sum
            ? [.. Enumerable.Range(0, spec.Units).Select(u => Plane(map, (y, x) => directions.Sum(planes => planes[u][y][x])))]
            : [.. directions.SelectMany(planes => planes)];
    }

    private static double[][] Plane(double[][][] map, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, map[0].Length).Select(y => Enumerable.Range(0, map[0][0].Length).Select(x => value(y, x)).ToArray())];

    private double[][][] Scan(double[][][] map, string name)
    {
        var (units, height, width) = (spec.Units, map[0].Length, map[0][0].Length);
        var (toLeft, toTop) = (name.StartsWith("left", StringComparison.Ordinal), name.EndsWith("up", StringComparison.Ordinal));
        var (ofInput, ofOutput) = (weights[$"{index}.mdlstm.{name}.weight_ih"], weights[$"{index}.mdlstm.{name}.weight_hh"]);
        var bias = weights[$"{index}.mdlstm.{name}.bias"];
        var peephole = spec.Stable ? new double[4 * units] : weights[$"{index}.mdlstm.{name}.peephole"];
        var h = Enumerable.Range(0, units).Select(_ => Plane(map, (_, _) => 0)).ToArray();
        var c = Enumerable.Range(0, units).Select(_ => Plane(map, (_, _) => 0)).ToArray();
        for (var down = 0; down < height; down++)
        {
            for (var right = 0; right < width; right++)
            {
                var (y, x) = (toTop ? height - 1 - down : down, toLeft ? width - 1 - right : right);
                var (yBefore, xBefore) = (toTop ? y + 1 : y - 1, toLeft ? x + 1 : x - 1);
                double BeforeX(double[][][] planes, int unit) => right == 0 ? 0 : planes[unit][y][xBefore];
                double BeforeY(double[][][] planes, int unit) => down == 0 ? 0 : planes[unit][yBefore][x];
                double Sum(int gate, int unit)
                {
                    var row = (gate * units) + unit;
                    var sum = bias[row];
                    for (var k = 0; k < map.Length; k++)
                    {
                        sum += ofInput[(row * map.Length) + k] * map[k][y][x];
                    }

                    for (var k = 0; k < units; k++)
                    {
                        sum += ofOutput[(row * 2 * units) + k] * BeforeX(h, k);
                        sum += ofOutput[(row * 2 * units) + units + k] * BeforeY(h, k);
                    }

                    return sum;
                }

                for (var u = 0; u < units; u++)
                {
                    var (before, above) = (BeforeX(c, u), BeforeY(c, u));
                    var i = Sigmoid(Sum(0, u) + (peephole[u] * (before + above)));
                    var first = Sigmoid(Sum(1, u) + (peephole[units + u] * before));
                    var second = Sigmoid(Sum(2, u) + (peephole[(2 * units) + u] * above));
                    var kept = spec.Stable
                        ? first * ((second * before) + ((1 - second) * above))
                        : (first * before) + (second * above);
                    c[u][y][x] = kept + (i * Math.Tanh(Sum(3, u)));
                    h[u][y][x] = Sigmoid(Sum(4, u) + (peephole[(3 * units) + u] * c[u][y][x])) * Math.Tanh(c[u][y][x]);
                }
            }
        }

        return h;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
