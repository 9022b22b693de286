using HandwritingLstm.Network;
using TorchSharp;

namespace HandwritingLstm.Training.Torch;

/// <summary>Dropout: of single values, or of whole channels of an image.</summary>
/// <remarks>Srivastava et al., JMLR 15, 2014; whole channels: Tompson et al., CVPR 2015, section 3.2.</remarks>
/// <param name="spec">The description.</param>
/// <param name="onColumns">Whether columns have been made of the image; then single values are dropped.</param>
internal sealed class TorchDropout(DropoutSpec spec, bool onColumns) : TorchLayer
{
    /// <summary>The probability is multiplied by this, 0 to 1.</summary>
    public float Strength { get; set; } = 1;

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) => !training ? lines : lines.With(
        spec.Dimensions == 2 && !onColumns
            ? torch.nn.functional.dropout2d(lines.Values, spec.Probability * Strength, true)
            : torch.nn.functional.dropout(lines.Values, spec.Probability * Strength, true));
}
