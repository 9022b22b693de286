using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>Multidimensional LSTM in plain tensor operations: right, but a step of a dozen operations for every diagonal.</summary>
/// <remarks>Graves and Schmidhuber, NIPS 2008, section 2.1; see <see cref="MultidimensionalSpec"/>.</remarks>
internal sealed class TorchMultidimensional : TorchLayer
{
    // Which dimensions of [B, H, W, C] are turned round so that a walk begins at the top left; in the order of the managed engine.
    private static readonly (string Name, long[] Turned)[] _scans =
        [("right_down", []), ("left_up", [1, 2]), ("left_down", [2]), ("right_up", [1])];

    private readonly MultidimensionalSpec _spec;
    private readonly TorchMultidimensionalWalk[] _walks;

    /// <summary>Builds the layer.</summary>
    public TorchMultidimensional(int index, MultidimensionalSpec spec, int inputs, Device device)
    {
        _spec = spec;
        _walks = [.. _scans.Take(spec.DirectionCount)
            .Select(scan => new TorchMultidimensionalWalk($"{index}.mdlstm.{scan.Name}", spec, inputs, device))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => [.. _walks.SelectMany(walk => walk.Parameters)];

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        var pixels = lines.Values.permute(0, 2, 3, 1); // [B, H, W, C]
        var mask = ones(new[] { pixels.shape[0], pixels.shape[1], pixels.shape[2], 1 }, float32, pixels.device);
        if (lines.Mask is not null)
        {
            mask = mask * lines.Mask.permute(0, 2, 3, 1);
        }

        var outputs = _walks.Select((walk, i) =>
            Turned(walk.Walk(Turned(pixels, _scans[i].Turned), Turned(mask, _scans[i].Turned)), _scans[i].Turned)).ToArray();
        var together = _spec.Sum ? outputs.Aggregate((sum, output) => sum + output) : torch.cat(outputs, 3);
        return lines.With(together.permute(0, 3, 1, 2));
    }

    private static Tensor Turned(Tensor values, long[] dimensions) => dimensions.Length == 0 ? values : values.flip(dimensions);
}
