using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

/// <summary>Random scores and random labels that fit them.</summary>
internal static class RandomLine
{
    /// <summary>Log-probabilities of a network whose outputs differ by up to <paramref name="scale"/>.</summary>
    public static float[] Scores(Random random, int columnCount, int labelCount, double scale)
    {
        var outputs = new double[columnCount * labelCount];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = scale * random.NextDouble();
        }

        return Array.ConvertAll(NaiveCtc.LogSoftmax(outputs, labelCount), value => (float)value);
    }

    /// <summary>Random labels, often repeated, cut to what the columns can hold.</summary>
    public static int[] Labels(Random random, int columnCount, int labelCount, int length)
    {
        var labels = new int[length];
        for (var i = 0; i < length; i++)
        {
            labels[i] = i > 0 && random.Next(4) == 0 ? labels[i - 1] : random.Next(1, labelCount);
        }

        while (CtcLoss.MinimumColumns(labels) > columnCount)
        {
            labels = labels[..^1];
        }

        return labels;
    }
}
