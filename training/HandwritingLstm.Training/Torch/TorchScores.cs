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
