using System.Numerics.Tensors;
using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Network;

namespace HandwritingLstm.Formats;

/// <summary>One unit of a layer along the line: above its gates, below what it remembers and what it shows of it.</summary>
internal sealed class UnitPanel(LayerTrace trace, int unit, string name) : IInspectionPanel
{
    private const double HeadingHeight = 20;
    private const double GateHeight = 56;
    private const double StateHeight = 56;
    private const double Gap = 10;
    private const string OutputName = "output from −1 to 1";

    private static readonly (UnitQuantity Quantity, string Name, string Style)[] _gates =
    [
        (UnitQuantity.InputGate, "input gate", InspectionSvg.Colour(2)),
        (UnitQuantity.ForgetGate, "forget gate", InspectionSvg.Colour(0)),
        (UnitQuantity.UpdateGate, "update gate", InspectionSvg.Colour(0)),
        (UnitQuantity.ResetGate, "reset gate", InspectionSvg.Colour(2)),
        (UnitQuantity.OutputGate, "output gate", InspectionSvg.Colour(1)),
    ];

    /// <inheritdoc/>
    public double Height => HeadingHeight + (Gates.Length == 0 ? 0 : GateHeight + Gap) + StateHeight;

    private (UnitQuantity Quantity, string Name, string Style)[] Gates => [.. _gates.Where(gate => trace.Quantities.Contains(gate.Quantity))];

    /// <inheritdoc/>
    public void Draw(InspectionCanvas canvas, double top)
    {
        (string Style, string Text)[] state = trace.Memory == UnitQuantity.State
            ? [("state", "state"), (InspectionSvg.Colour(3), OutputName)]
            : [("state", OutputName)];
        var gates = Gates;
        canvas.Heading(top + 12, [("strong", name), .. gates.Select(gate => (gate.Style, gate.Name)), .. state]);
        var bottom = top + HeadingHeight;
        if (gates.Length > 0)
        {
            bottom += GateHeight;
            DrawAxes(canvas, bottom, GateHeight, "1", "0");
            foreach (var (quantity, _, style) in gates)
            {
                Draw(canvas, quantity, style, bottom, GateHeight);
            }

            bottom += Gap;
        }

        // A state has no bounds: its axis ends at its largest value. Outputs are drawn from −1 to 1.
        var most = trace.Memory == UnitQuantity.State ? LargestOf(UnitQuantity.State) : 1;
        bottom += StateHeight;
        DrawAxes(canvas, bottom, StateHeight, Figures.Format($"{most:0.##}"), Figures.Format($"−{most:0.##}"));
        canvas.Rule("zero", InspectionCanvas.Left, bottom - (StateHeight / 2), canvas.Right, bottom - (StateHeight / 2));
        if (trace.Memory == UnitQuantity.State)
        {
            Draw(canvas, UnitQuantity.Output, InspectionSvg.Colour(3), bottom - (StateHeight / 2), StateHeight / 2);
        }

        Draw(canvas, trace.Memory, "state", bottom - (StateHeight / 2), StateHeight / 2 / most);
    }

    // Not 0, so that a unit that does nothing can be drawn.
    private float LargestOf(UnitQuantity quantity) => MathF.Max(1e-3f, MathF.Abs(TensorPrimitives.MaxMagnitude(trace.Of(quantity, unit))));

    private static void DrawAxes(InspectionCanvas canvas, double bottom, double height, string most, string least)
    {
        canvas.Rule("axis", InspectionCanvas.Left, bottom, canvas.Right, bottom);
        canvas.Rule("grid", InspectionCanvas.Left, bottom - height, canvas.Right, bottom - height);
        canvas.Text(InspectionCanvas.Left - 5, bottom - height + 8, "tick", most);
        canvas.Text(InspectionCanvas.Left - 5, bottom, "tick", least);
    }

    private void Draw(InspectionCanvas canvas, UnitQuantity quantity, string style, double zero, double unitHeight)
    {
        var values = trace.Of(quantity, unit).ToArray();
        canvas.Curve($"{style} line", values.Select((value, x) => (canvas.X((x + 0.5) / values.Length), zero - (unitHeight * value))));
    }
}
