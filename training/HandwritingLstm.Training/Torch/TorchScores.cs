using HandwritingLstm.Ctc;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>The scores of a batch of lines, and their loss.</summary>
/// <param name="Values">Natural-log probabilities, shape [T, B, K]; those of padding columns mean nothing.</param>
/// <param name="Lengths">Columns of every line.</param>
internal sealed record TorchScores(Tensor Values, int[] Lengths)
{
    /// <summary>The mean over the lines of −ln p divided by the number of labels, as in the managed engine.</summary>
    /// <param name="labels">The labels of each line, in the order of the batch.</param>
    public Tensor Loss(IReadOnlyList<int[]> labels)
    {
        var targets = tensor((long[])[.. labels.SelectMany(line => line).Select(label => (long)label)]).to(Values.device);
        var lengths = tensor(Array.ConvertAll(Lengths, length => (long)length));
        var counts = tensor((long[])[.. labels.Select(line => (long)line.Length)]);
        return torch.nn.functional.ctc_loss(Values, targets, lengths, counts, 0, false, torch.nn.Reduction.Mean);
    }

    /// <summary>
    /// What the other view of each line misses in its scores, but for a constant: the mean over the lines of the cross entropy of their columns, divided by
    /// the number of labels, as in the managed engine. Views stand side by side.
    /// </summary>
    /// <param name="labels">The labels of each line, in the order of the batch.</param>
    public Tensor Divergence(IReadOnlyList<int[]> labels)
    {
        var (columns, lines, count) = (Values.shape[0], Values.shape[1], Values.shape[2]);
        var others = Values.detach().reshape(columns, lines / 2, 2, count).flip(2).reshape(columns, lines, count);
        var weights = new float[columns * lines]; // 0 in padding columns
        for (var line = 0; line < lines; line++)
        {
            for (var column = 0; column < Lengths[line]; column++)
            {
                weights[(column * lines) + line] = -1f / (Math.Max(1, labels[line].Length) * lines);
            }
        }

        return (others.exp().mul(Values).sum([2]) * tensor(weights, new long[] { columns, lines }).to(Values.device)).sum();
    }

    /// <summary>The scores of each line, in the order of the batch.</summary>
    public LabelScores[] ToLines()
    {
        var (columns, labels) = ((int)Values.shape[0], (int)Values.shape[2]);
        var values = Values.permute(1, 0, 2).contiguous().cpu().data<float>().ToArray(); // [B, T, K]
        var lines = new LabelScores[Lengths.Length];
        for (var b = 0; b < lines.Length; b++)
        {
            lines[b] = new LabelScores(Lengths[b], labels, values.AsSpan(b * columns * labels, Lengths[b] * labels).ToArray());
        }

        return lines;
    }
}
