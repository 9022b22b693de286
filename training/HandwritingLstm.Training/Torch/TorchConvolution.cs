using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>A convolution, with a bias where no batch normalisation follows, without its activation.</summary>
/// <remarks>
/// Mixed precision: Micikevicius et al., ICLR 2018, section 3.1, with bfloat16, whose exponents are those of float32, so
/// that no loss scaling is needed: Kalamkar et al., "A study of bfloat16 for deep learning training", 2019, section 3.
/// </remarks>
internal sealed class TorchConvolution : TorchLayer
{
    private readonly ConvolutionSpec _spec;
    private readonly TorchParameter _weight;
    private readonly TorchParameter? _bias;
    private readonly ScalarType _precision;

    /// <summary>Builds the layer.</summary>
    public TorchConvolution(int index, ConvolutionSpec spec, int inputs, bool withBias, bool mixedPrecision, Device device)
    {
        _spec = spec;
        _precision = mixedPrecision ? ScalarType.BFloat16 : ScalarType.Float32;
        _weight = TorchParameter.Trained($"{index}.conv.weight", [spec.Channels, inputs, spec.KernelHeight, spec.KernelWidth], device);
        _bias = withBias ? TorchParameter.Trained($"{index}.conv.bias", [spec.Channels], device) : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        var convolved = torch.nn.functional.conv2d(
            In(lines.Values), In(_weight.Value), _bias is null ? null : In(_bias.Value),
            new long[] { _spec.StrideY, _spec.StrideX }, new long[] { _spec.KernelHeight / 2, _spec.KernelWidth / 2 });
        return lines.Next(_precision == ScalarType.Float32 ? convolved : convolved.to(ScalarType.Float32), Array.ConvertAll(lines.Widths, _spec.ColumnsAfter));
    }

    private Tensor In(Tensor values) => _precision == ScalarType.Float32 ? values : values.to(_precision);
}
