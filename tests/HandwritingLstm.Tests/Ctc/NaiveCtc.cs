namespace HandwritingLstm.Tests.Ctc;

/// <summary>CTC as its definitions say it, in double precision and without any haste: the twin of the fast code.</summary>
internal static class NaiveCtc
{
    /// <summary>All paths of T columns over K labels.</summary>
    public static IEnumerable<int[]> Paths(int columnCount, int labelCount)
    {
        var count = (int)Math.Pow(labelCount, columnCount);
        for (var number = 0; number < count; number++)
        {
            var path = new int[columnCount];
            for (int t = 0, rest = number; t < columnCount; t++, rest /= labelCount)
            {
                path[t] = rest % labelCount;
            }

            yield return path;
        }
    }

    /// <summary>Repeats become one, then blanks vanish.</summary>
    public static int[] Collapse(int[] path) =>
        [.. path.Where((label, t) => label != 0 && (t == 0 || label != path[t - 1]))];

    /// <summary>The product of the path's probabilities.</summary>
    public static double Probability(float[] logProbabilities, int labelCount, int[] path)
    {
        var product = 1.0;
        for (var t = 0; t < path.Length; t++)
        {
            product *= Math.Exp(logProbabilities[(t * labelCount) + path[t]]);
        }

        return product;
    }

    /// <summary>−ln of the sum over all states, in logarithms; Graves et al. 2006, equations 5 to 8.</summary>
    public static double Loss(double[] logProbabilities, int labelCount, int[] labels)
    {
        var states = new int[(2 * labels.Length) + 1];
        for (var i = 0; i < labels.Length; i++)
        {
            states[(2 * i) + 1] = labels[i];
        }

        var columnCount = logProbabilities.Length / labelCount;
        var alpha = new double[columnCount, states.Length];
        for (var t = 0; t < columnCount; t++)
        {
            for (var s = 0; s < states.Length; s++)
            {
                var terms = new List<double>();
                if (t == 0)
                {
                    terms.Add(s <= 1 ? 0 : double.NegativeInfinity);
                }
                else
                {
                    terms.Add(alpha[t - 1, s]);
                    if (s >= 1)
                    {
                        terms.Add(alpha[t - 1, s - 1]);
                    }

                    if (s >= 2 && states[s] != 0 && states[s] != states[s - 2])
                    {
                        terms.Add(alpha[t - 1, s - 2]);
                    }
                }

                alpha[t, s] = LogSum(terms) + logProbabilities[(t * labelCount) + states[s]];
            }
        }

        var last = columnCount - 1;
        return -LogSum(states.Length == 1
            ? [alpha[last, 0]]
            : [alpha[last, states.Length - 1], alpha[last, states.Length - 2]]);
    }

    /// <summary>The log-softmax of every column.</summary>
    public static double[] LogSoftmax(double[] outputs, int labelCount)
    {
        var result = new double[outputs.Length];
        for (var at = 0; at < outputs.Length; at += labelCount)
        {
            var sum = LogSum(outputs[at..(at + labelCount)]);
            for (var k = 0; k < labelCount; k++)
            {
                result[at + k] = outputs[at + k] - sum;
            }
        }

        return result;
    }

    private static double LogSum(IReadOnlyList<double> terms)
    {
        var max = terms.Max();
        return double.IsNegativeInfinity(max) ? max : max + Math.Log(terms.Sum(term => Math.Exp(term - max)));
    }
}
