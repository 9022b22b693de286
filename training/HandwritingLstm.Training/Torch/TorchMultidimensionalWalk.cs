using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>One direction of a multidimensional LSTM, from the top left corner: a diagonal a step, all rows and lines at once.</summary>
/// <remarks>
/// Row y is moved y places to the right, so that a diagonal becomes a column (van den Oord, Kalchbrenner and Kavukcuoglu,
/// "Pixel recurrent neural networks", ICML 2016, section 3.3). Cells: see the managed engine's <c>MultidimensionalLstmCell</c>
/// and <c>StableLstmCell</c>.
/// </remarks>
internal sealed class TorchMultidimensionalWalk
{
    private const int Sums = MultidimensionalSpec.SumCount;

    private readonly int _units;
    private readonly TorchParameter _input;
    private readonly TorchParameter _recurrent;
    private readonly TorchParameter _bias;
    private readonly TorchParameter? _peepholes; // null: the stable cell

    /// <summary>Makes the weights.</summary>
    public TorchMultidimensionalWalk(string name, MultidimensionalSpec spec, int inputs, Device device)
    {
        _units = spec.Units;
        _input = TorchParameter.Trained($"{name}.weight_ih", [Sums * _units, inputs], device);
        _recurrent = TorchParameter.Trained($"{name}.weight_hh", [Sums * _units, 2 * _units], device);
        _bias = TorchParameter.Trained($"{name}.bias", [Sums * _units], device);
        _peepholes = spec.Stable ? null : TorchParameter.Trained($"{name}.peephole", [spec.PeepholeCount * _units], device);
    }

    /// <summary>What is trained, in the order of the managed engine.</summary>
    public IReadOnlyList<TorchParameter> Parameters => _peepholes is null ? [_input, _recurrent, _bias] : [_input, _recurrent, _bias, _peepholes];

    /// <summary>Walks: [B, H, W, C] → [B, H, W, cells], 0 where the mask is.</summary>
    /// <param name="pixels">The input.</param>
    /// <param name="mask">1 for real pixels and 0 for padding, shape [B, H, W, 1].</param>
    public Tensor Walk(Tensor pixels, Tensor mask)
    {
        var (batch, height, width) = (pixels.shape[0], pixels.shape[1], pixels.shape[2]);
        var diagonals = Skewed(torch.nn.functional.linear(pixels, _input.Value, _bias.Value)).permute(2, 0, 1, 3); // [D, B, H, 5 · cells]
        var real = Skewed(mask).permute(2, 0, 1, 3); // [D, B, H, 1]
        var outputs = new Tensor[width + height - 1];
        var edge = zeros(new[] { batch, 1, _units }, float32, pixels.device); // above the top row
        var output = zeros(new[] { batch, height, _units }, float32, pixels.device);
        var state = output;
        for (var d = 0; d < outputs.Length; d++)
        {
            // On the diagonal before, the pixel to the left is in the same row, and the pixel above in the row above.
            var before = torch.cat(new[] { output, Lowered(output, edge) }, 2);
            var sums = diagonals.select(0, d) + torch.nn.functional.linear(before, _recurrent.Value);
            var above = Lowered(state, edge);
            (output, state) = _peepholes is null ? Stable(sums, state, above) : Graves(sums, state, above);
            (output, state) = (output * real.select(0, d), state * real.select(0, d));
            outputs[d] = output;
        }

        return Straightened(torch.stack(outputs, 2), width);
    }

    private static Tensor Lowered(Tensor rows, Tensor edge) => torch.cat(new[] { edge, rows.narrow(1, 0, rows.shape[1] - 1) }, 1);

    // [B, H, W, K] → [B, H, W + H − 1, K]: with rows that are H longer, each one begins one place later in rows that are one shorter.
    private static Tensor Skewed(Tensor values)
    {
        var (batch, height, width, count) = (values.shape[0], values.shape[1], values.shape[2], values.shape[3]);
        var longer = torch.cat(new[] { values, zeros(new[] { batch, height, height, count }, float32, values.device) }, 2);
        return longer.view(batch, height * (width + height), count).narrow(1, 0, height * (width + height - 1))
            .reshape(batch, height, width + height - 1, count);
    }

    // The way back.
    private static Tensor Straightened(Tensor values, long width)
    {
        var (batch, height, count) = (values.shape[0], values.shape[1], values.shape[3]);
        var flat = torch.cat(
            new[] { values.reshape(batch, height * values.shape[2], count), zeros(new[] { batch, height, count }, float32, values.device) }, 1);
        return flat.view(batch, height, width + height, count).narrow(2, 0, width);
    }

    // i, p, q, g, o; peepholes a, b, d, e.
    private (Tensor Output, Tensor State) Graves(Tensor sums, Tensor left, Tensor above)
    {
        var i = (Part(sums, 0) + (PeepholeOf(0) * (left + above))).sigmoid();
        var p = (Part(sums, 1) + (PeepholeOf(1) * left)).sigmoid();
        var q = (Part(sums, 2) + (PeepholeOf(2) * above)).sigmoid();
        var state = (i * Part(sums, 3).tanh()) + (p * left) + (q * above);
        var o = (Part(sums, 4) + (PeepholeOf(3) * state)).sigmoid();
        return (o * state.tanh(), state);
    }

    // i, f, λ, g, o.
    private (Tensor Output, Tensor State) Stable(Tensor sums, Tensor left, Tensor above)
    {
        var mixed = above + (Part(sums, 2).sigmoid() * (left - above));
        var state = (Part(sums, 0).sigmoid() * Part(sums, 3).tanh()) + (Part(sums, 1).sigmoid() * mixed);
        return (Part(sums, 4).sigmoid() * state.tanh(), state);
    }

    private Tensor Part(Tensor sums, int index) => sums.narrow(2, index * _units, _units);

    private Tensor PeepholeOf(int gate) => _peepholes!.Value.narrow(0, gate * _units, _units);
}
