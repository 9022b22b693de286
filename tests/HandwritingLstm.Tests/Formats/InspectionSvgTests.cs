using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class InspectionSvgTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    [DataRow("S1(1x0)1,3 Lbx8", "input gate,forget gate,output gate,state,output from −1 to 1")]
    [DataRow("S1(1x0)1,3 Lpfx8", "input gate,forget gate,output gate,state,output from −1 to 1")]
    [DataRow("S1(1x0)1,3 Lcrx8", "input gate,output gate,state,output from −1 to 1")]
    [DataRow("S1(1x0)1,3 Gbx8", "update gate,reset gate,output from −1 to 1")]
    [DataRow("S1(1x0)1,3 Rbx8", "output from −1 to 1")]
    public void Drawing_shows_gates_and_state_of_every_cell(string layers, string expected)
    {
        var inspection = Inspect($"Mp1,2 {layers}", new InspectionOptions { Units = [1, 7] });
        var drawing = Draw(inspection);
        var headings = drawing.Descendants(_svg + "text").Where(text => Is(text, "heading") && text.Value.StartsWith("unit ", StringComparison.Ordinal)).ToList();
        Assert.HasCount(2, headings);
        foreach (var heading in headings)
        {
            Assert.AreEqual(expected, string.Join(',', heading.Elements(_svg + "tspan").Skip(1).Select(word => word.Value)));
        }

        // A curve for every quantity has a point for every column.
        var curves = drawing.Descendants(_svg + "polyline").Where(curve => Is(curve, "line") && !Is(curve, "blank")).ToList();
        var whole = curves.Where(curve => Points(curve).Length == inspection.Trace!.Width).ToList();
        Assert.IsGreaterThanOrEqualTo(2 * expected.Split(',').Length, whole.Count);
    }

    [TestMethod]
    public void Every_column_is_there_with_its_labels()
    {
        var inspection = Inspect("Mp1,2 Yboth Lbx8", new InspectionOptions());
        var columns = Draw(inspection).Descendants(_svg + "rect").Where(box => Is(box, "column")).ToList();
        Assert.HasCount(inspection.Scores.ColumnCount, columns);
        Assert.IsGreaterThan(10, columns.Count);
        var scores = inspection.Scores.Column(3).ToArray();
        var label = Array.IndexOf(scores, scores.Max());
        var name = label == 0 ? "blank" : inspection.Model.Alphabet[label].Replace(' ', '␣');
        var expected = string.Create(CultureInfo.InvariantCulture, $"column 3: {name} {Math.Exp(scores.Max()):0.000}, ");
        Assert.StartsWith(expected, columns[3].Element(_svg + "title")!.Value);
    }

    [TestMethod]
    public void Blank_curve_is_the_probability_of_the_blank()
    {
        var inspection = Inspect("S1(1x0)1,3 Lbx8", new InspectionOptions());
        var curve = Points(Draw(inspection).Descendants(_svg + "polyline").Single(line => Is(line, "blank") && Is(line, "line")));
        Assert.HasCount(inspection.Scores.ColumnCount, curve);
        var first = Math.Exp(inspection.Scores.Column(0)[0]);
        for (var t = 1; t < curve.Length; t++)
        {
            Assert.AreEqual(120 * (first - Math.Exp(inspection.Scores.Column(t)[0])), curve[t].Y - curve[0].Y, 0.11);
            Assert.AreEqual(2, curve[t].X - curve[t - 1].X, 0.11); // two pixels of the drawing for one of the line
        }
    }

    [TestMethod]
    [DataRow("W4,2 M4,3 Ymean", 1, 0)]
    [DataRow("W4,2 Mls4,3 Ymean", 1, 11)]
    [DataRow("Lby3 Ymean", 0, 5)]
    public void Unit_over_an_image_is_drawn_as_an_image(string layers, int layer, int unit)
    {
        var inspection = Inspect(layers, new InspectionOptions { Layer = layer, Units = [unit] });
        var drawn = Draw(inspection).Descendants(_svg + "image").ToList();
        Assert.HasCount(2, drawn); // the line and the unit
        Assert.StartsWith("data:image/png;base64,", drawn[^1].Attribute("href")!.Value);
        Assert.AreEqual(drawn[0].Attribute("width")!.Value, drawn[1].Attribute("width")!.Value);
    }

    [TestMethod]
    public void Characters_that_mean_something_to_XML_are_shown()
    {
        var inspection = Inspect("S1(1x0)1,3 Lbx8", new InspectionOptions(), "<", "&", "\"", "é");
        Assert.AreNotEqual("", inspection.Reading.Text);
        Assert.AreEqual(inspection.Reading.Text, Draw(inspection).Elements(_svg + "text").First().Value);
    }

    [TestMethod]
    public void Network_without_recurrent_layers_is_drawn_without_units()
    {
        var inspection = Inspect("S1(1x0)1,3", new InspectionOptions());
        Assert.IsNull(inspection.Trace);
        Assert.DoesNotContain("unit ", Draw(inspection).Value);
    }

    [TestMethod]
    public void Layers_and_units_that_do_not_exist_are_named()
    {
        AssertRefused("Layer 1 (Lbx8) has no unit 16; its units are 0 to 15.", "S1(1x0)1,3 Lbx8", new InspectionOptions { Units = [3, 16] });
        AssertRefused("Layer 7 of the network", "S1(1x0)1,3 Lbx8", new InspectionOptions { Layer = 7 });
        AssertRefused("has no recurrent layer, and so no units to look at; name none.", "S1(1x0)1,3", new InspectionOptions { Units = [0] });
    }

    private static void AssertRefused(string complaint, string layers, InspectionOptions options) =>
        Assert.Contains(complaint, Assert.ThrowsExactly<RecognitionException>(() => Inspect(layers, options)).Message);

    private static LineInspection Inspect(string layers, InspectionOptions options, params string[] alphabet)
    {
        alphabet = alphabet.Length == 0 ? ["a", "b", " ", "é"] : alphabet;
        var spec = NetworkSpec.Parse($"[1,16,0,1 {(layers.StartsWith("Mp", StringComparison.Ordinal) ? "Cr3,3,4 " : "")}{layers} O1c5]");
        using var network = new LineNetwork(spec, seed: 3, threads: 1);
        var random = new Random(1);
        var model = new Model
        {
            Spec = spec,
            Alphabet = new Alphabet(alphabet),
            Preprocessing = PreprocessingJson.Write(new LineNormalizerOptions { Height = 16 }),
            Tensors = [.. network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => (8 * value) + random.NextSingle() - 0.5f)] })],
        };
        return LineInspection.Of(model, Stripes(), options with { Threads = 1 });
    }

    private static GrayImage Stripes()
    {
        var pixels = new byte[60 * 24];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i, 60);
            pixels[i] = (byte)(x % 9 < 2 && y > x % 7 && y < 20 && x > 3 ? 20 : 240);
        }

        return new GrayImage(60, 24, pixels);
    }

    private static XElement Draw(LineInspection inspection)
    {
        using var output = new StringWriter();
        InspectionSvg.Write(inspection, output);
        return XDocument.Parse(output.ToString()).Root!; // which throws where the document is not well-formed
    }

    private static bool Is(XElement element, string style) => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(style);

    private static (double X, double Y)[] Points(XElement curve) =>
    [
        .. ((string)curve.Attribute("points")!).Split(' ').Select(point => point.Split(','))
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))),
    ];
}
