using System.Numerics.Tensors;
using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Formats;

/// <summary>What one unit of a layer over an image remembers at every pixel: blue above 0, orange below, white at 0.</summary>
internal sealed class MapPanel(LayerTrace trace, int unit, string name, double height) : IInspectionPanel
{
    private const double HeadingHeight = 20;
    private const int Above = 0x1F5FB0;
    private const int Below = 0xC44E00;

    /// <inheritdoc/>
    public double Height => HeadingHeight + height;

    /// <inheritdoc/>
    public void Draw(InspectionCanvas canvas, double top)
    {
        var values = trace.Of(trace.Memory, unit);
        var (least, most) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        var what = trace.Memory == UnitQuantity.State ? "state" : "output";
        canvas.Heading(
            top + 12,
            [("strong", name), ("", what), (InspectionSvg.Colour(1), Figures.Format($"{least:0.00;−0.00}")), ("", "to"), (InspectionSvg.Colour(0), Figures.Format($"{most:0.00;−0.00}"))]);
        var image = new ColourImage(new GrayImage(trace.Width, trace.Height, [.. Enumerable.Repeat((byte)255, values.Length)]));
        var largest = Math.Max(1e-6f, Math.Max(most, -least));
        for (var i = 0; i < values.Length; i++)
        {
            image.Blend(i % trace.Width, i / trace.Width, values[i] < 0 ? Below : Above, MathF.Abs(values[i]) / largest);
        }

        canvas.Image(image, top + HeadingHeight, height);
    }
}
