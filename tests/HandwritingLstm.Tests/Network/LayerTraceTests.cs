using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>What is seen inside a layer obeys the cells' equations, and is what the layer put out.</summary>
[TestClass]
public sealed class LayerTraceTests
{
    private const int Height = 7;
    private const int Width = 9;
    private const int Units = 19; // not a whole number of vectors
    private const double Tolerance = 1e-5;

    [TestMethod]
    [DataRow("L", "f")]
    [DataRow("L", "r")]
    [DataRow("L", "b")]
    [DataRow("Lp", "b")]
    [DataRow("Lc", "b")]
    [DataRow("G", "f")]
    [DataRow("G", "b")]
    [DataRow("R", "b")]
    public void A_unit_along_the_line_obeys_its_cell(string cell, string direction)
    {
        var trace = TraceOf($"S1(1x0)1,3 {cell}{direction}x{Units}", 1);
        Assert.AreEqual((1, Width), (trace.Height, trace.Width));
        Assert.AreEqual(direction is "b" ? 2 * Units : Units, trace.UnitCount);
        for (var unit = 0; unit < trace.UnitCount; unit++)
        {
            var reverse = direction is "r" || unit >= Units;
            for (var step = 0; step < Width; step++)
            {
                var (now, before) = reverse ? (Width - 1 - step, Width - step) : (step, step - 1);
                double At(UnitQuantity quantity) => trace.Of(quantity, unit)[now];
                double Before(UnitQuantity quantity) => step == 0 ? 0 : trace.Of(quantity, unit)[before];
                Obeys(cell, At, Before);
            }
        }
    }

    [TestMethod]
    [DataRow("M1,", false)]
    [DataRow("M2,", false)]
    [DataRow("Ms4,", false)]
    [DataRow("Ml1,", true)]
    [DataRow("Mls4,", true)]
    public void A_unit_of_a_multidimensional_layer_obeys_its_cell(string token, bool stable)
    {
        var trace = TraceOf($"{token}{Units} Ymean", 0);
        Assert.AreEqual((Height, Width), (trace.Height, trace.Width));
        for (var unit = 0; unit < trace.UnitCount; unit++)
        {
            var (left, up) = (unit / Units) switch { 0 => (false, false), 1 => (true, true), 2 => (true, false), _ => (false, true) };
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    var pixel = (y * Width) + x;
                    double At(UnitQuantity quantity) => trace.Of(quantity, unit)[pixel];
                    var atEdgeX = x == (left ? Width - 1 : 0);
                    var atEdgeY = y == (up ? Height - 1 : 0);
                    var beforeX = atEdgeX ? 0 : trace.Of(UnitQuantity.State, unit)[pixel + (left ? 1 : -1)];
                    var beforeY = atEdgeY ? 0 : trace.Of(UnitQuantity.State, unit)[pixel + (up ? Width : -Width)];
                    var kept = stable
                        ? At(UnitQuantity.ForgetGate) * ((At(UnitQuantity.MixingGate) * beforeX) + ((1 - At(UnitQuantity.MixingGate)) * beforeY))
                        : (At(UnitQuantity.ForgetGateX) * beforeX) + (At(UnitQuantity.ForgetGateY) * beforeY);
                    Assert.AreEqual(kept + (At(UnitQuantity.InputGate) * At(UnitQuantity.CellInput)), At(UnitQuantity.State), Tolerance);
                    Assert.AreEqual(At(UnitQuantity.OutputGate) * Math.Tanh(At(UnitQuantity.State)), At(UnitQuantity.Output), Tolerance);
                }
            }
        }
    }

    [TestMethod]
    [DataRow("S1(1x0)1,3 Lbx19", 1)]
    [DataRow("S1(1x0)1,3 Gbx19", 1)]
    [DataRow("S1(1x0)1,3 Lcrx19", 1)]
    [DataRow("S1(1x0)1,3 Rfx19", 1)]
    [DataRow("W7,1 M4,19", 1)]
    [DataRow("W7,1 Ml2,19", 1)]
    [DataRow("Lbys19", 0)] // keeps its last outputs alone
    public void The_scores_follow_from_the_outputs_that_were_recorded(string layers, int layer)
    {
        using var network = new LineNetwork(Spec(layers), seed: 5);
        var (line, tensors) = (Line(), network.ExportTensors());
        var trace = network.Trace(line, layer);
        var weights = tensors.Single(tensor => tensor.Name.EndsWith("linear.weight", StringComparison.Ordinal)).Values;
        var bias = tensors.Single(tensor => tensor.Name.EndsWith("linear.bias", StringComparison.Ordinal)).Values;
        var scores = network.Forward(line);
        for (var t = 0; t < Width; t++)
        {
            var sums = bias.Select((b, label) => b + Enumerable.Range(0, trace.UnitCount).Sum(unit =>
                weights[(label * trace.UnitCount) + unit] * (double)trace.Of(UnitQuantity.Output, unit)[PlaceOfLast(unit) + t])).ToArray();
            var whole = Math.Log(sums.Sum(Math.Exp));
            for (var label = 0; label < bias.Length; label++)
            {
                Assert.AreEqual(sums[label] - whole, scores.Column(t)[label], Tolerance);
            }
        }

        // A direction that ran upwards put out its last at the top.
        int PlaceOfLast(int unit) => trace.Height == 1 || unit >= Units ? 0 : (trace.Height - 1) * Width;
    }

    [TestMethod]
    public void Rows_of_an_image_are_rows_of_the_trace()
    {
        using var network = new LineNetwork(Spec("Lfx2 Lby3 Ymean"), seed: 5);
        var line = Line();
        var along = network.Trace(line, 0);
        Assert.AreEqual((Height, Width), (along.Height, along.Width));

        // Two lines that differ in the third row alone differ there, and in the rows below only for a layer along y.
        line.Values[2] += 1;
        var changed = network.Trace(line, 0);
        for (var y = 0; y < Height; y++)
        {
            var row = (y * Width)..((y + 1) * Width);
            Assert.AreEqual(y == 2, !along.Of(UnitQuantity.State, 1)[row].SequenceEqual(changed.Of(UnitQuantity.State, 1)[row]), $"row {y}");
        }
    }

    [TestMethod]
    public void Units_that_change_most_come_first()
    {
        var trace = TraceOf("S1(1x0)1,3 Lbx19", 1);
        var chosen = trace.LiveliestUnits(3);
        var others = Enumerable.Range(0, trace.UnitCount).Except(chosen);
        Assert.HasCount(3, chosen);
        Assert.IsGreaterThanOrEqualTo(others.Max(Variance), chosen.Min(Variance));

        double Variance(int unit)
        {
            var values = trace.Of(UnitQuantity.Output, unit).ToArray();
            return values.Sum(value => Math.Pow(value - values.Average(), 2));
        }
    }

    [TestMethod]
    public void A_layer_that_is_not_recurrent_is_refused_and_the_others_are_named()
    {
        using var network = new LineNetwork(Spec("S1(1x0)1,3 Lbx19"));
        var error = Assert.ThrowsExactly<RecognitionException>(() => network.Trace(Line(), 0));
        Assert.Contains("Layer 0 of the network [1,7,0,1 S1(1x0)1,3 Lbx19 O1c5] is not recurrent; layers that can be looked into: 1 (Lbx19).", error.Message);
    }

    private static void Obeys(string cell, Func<UnitQuantity, double> at, Func<UnitQuantity, double> before)
    {
        if (cell is "R")
        {
            Assert.IsInRange(-1.0, 1.0, at(UnitQuantity.Output));
            return;
        }

        if (cell is "G")
        {
            var kept = at(UnitQuantity.UpdateGate);
            Assert.AreEqual(((1 - kept) * at(UnitQuantity.CellInput)) + (kept * before(UnitQuantity.Output)), at(UnitQuantity.Output), Tolerance);
            Assert.IsInRange(0.0, 1.0, at(UnitQuantity.ResetGate));
            return;
        }

        var forget = cell is "Lc" ? 1 - at(UnitQuantity.InputGate) : at(UnitQuantity.ForgetGate);
        var state = (forget * before(UnitQuantity.State)) + (at(UnitQuantity.InputGate) * at(UnitQuantity.CellInput));
        Assert.AreEqual(state, at(UnitQuantity.State), Tolerance);
        Assert.AreEqual(at(UnitQuantity.OutputGate) * Math.Tanh(state), at(UnitQuantity.Output), Tolerance);
    }

    private static LayerTrace TraceOf(string layers, int layer)
    {
        using var network = new LineNetwork(Spec(layers), seed: 5, threads: 2);
        return network.Trace(Line(), layer);
    }

    private static NetworkSpec Spec(string layers) => NetworkSpec.Parse($"[1,{Height},0,1 {layers} O1c5]");

    private static ColumnSequence Line()
    {
        var random = new Random(7);
        return new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(_ => 3 * random.NextSingle())]);
    }
}
