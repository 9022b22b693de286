using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>Any recurrent cell, step by step in plain tensor operations: right, but slower than what torch has ready-made.</summary>
/// <remarks>
/// Output and state are multiplied by the mask, so that they are 0 until the reverse direction comes to a line's end, and 0
/// behind it in the forward one.
/// </remarks>
internal sealed class TorchCells : TorchWalk
{
    private readonly RecurrentSpec _spec;
    private readonly List<(TorchCell Cell, bool Reverse)> _directions = [];

    /// <summary>Builds the walk.</summary>
    public TorchCells(int index, RecurrentSpec spec, int inputs, Device device)
    {
        _spec = spec;
        foreach (var reverse in spec.Direction switch
        {
            RecurrentDirection.Forward => [false],
            RecurrentDirection.Reverse => [true],
            _ => (bool[])[false, true],
        })
        {
            _directions.Add((new TorchCell(index, spec, reverse, inputs, device), reverse));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => [.. _directions.SelectMany(direction => direction.Cell.Parameters)];

    /// <inheritdoc/>
    public override Tensor Walk(Tensor steps, long[]? lengths, Tensor? mask)
    {
        Tensor[] outputs = [.. _directions.Select(direction => Walk(steps, mask, direction.Cell, direction.Reverse))];
        return outputs.Length == 1 ? outputs[0] : torch.cat(outputs, 2);
    }

    private Tensor Walk(Tensor steps, Tensor? mask, TorchCell cell, bool reverse)
    {
        var inputs = cell.Inputs(steps); // [T, N, sums · cells]
        var outputs = new Tensor[steps.shape[0]];
        var output = zeros(new long[] { steps.shape[1], _spec.Units }, float32, steps.device);
        var state = output;
        for (var step = 0; step < outputs.Length; step++)
        {
            var t = reverse ? outputs.Length - 1 - step : step;
            (output, state) = cell.Step(inputs.select(0, t), output, state);
            if (mask is not null)
            {
                var real = mask.select(0, t); // [N, 1]
                (output, state) = (output * real, state * real);
            }

            outputs[t] = output;
        }

        return torch.stack(outputs);
    }
}
