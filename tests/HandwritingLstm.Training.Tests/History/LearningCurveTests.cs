using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Training.History;

namespace HandwritingLstm.Training.Tests.History;

[TestClass]
public sealed class LearningCurveTests
{
    [TestMethod]
    public void Curve_is_an_SVG_image_with_title_axes_and_the_best_CER()
    {
        var svg = XDocument.Parse(LearningCurve.Draw("a < b", Rows(50)));
        var texts = Elements(svg, "text").Select(element => element.Value).ToArray();

        Assert.AreEqual("svg", svg.Root!.Name.LocalName);
        Assert.AreEqual("a < b", Elements(svg, "title").Single().Value);
        CollectionAssert.Contains(texts, "validation CER, best 11.00 % after 50 min");
        CollectionAssert.Contains(texts, "50"); // minutes
        CollectionAssert.Contains(texts, "5k"); // lines after 50 minutes
    }

    [TestMethod]
    public void Every_validation_is_a_dot_within_the_frame()
    {
        var svg = XDocument.Parse(LearningCurve.Draw("run", Rows(50)));
        var dots = Elements(svg, "circle").ToArray();

        Assert.HasCount(10, dots);
        foreach (var dot in dots)
        {
            Assert.IsTrue(Number(dot, "cx") is >= 70 and <= 790 && Number(dot, "cy") is >= 50 and <= 360);
        }

        Assert.AreEqual(790, Number(dots[^1], "cx")); // the last one is at the end of the time axis …
        Assert.IsGreaterThan(Number(dots[0], "cy"), Number(dots[^1], "cy")); // … and, being lower, further down
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(4)] // no validation yet
    public void Short_history_is_drawn_too(int rows) =>
        Assert.AreEqual("svg", XDocument.Parse(LearningCurve.Draw("run", Rows(rows))).Root!.Name.LocalName);

    private static HistoryRow[] Rows(int count) =>
    [
        .. Enumerable.Range(1, count).Select(row => new HistoryRow(
            row * 25, 1, row, row * 100, 3.0 / row, 0.001, 200, row % 5 == 0 ? 0.1 + (0.5 / row) : null, row % 5 == 0 ? 0.4 : null)),
    ];

    private static IEnumerable<XElement> Elements(XDocument svg, string name) =>
        svg.Descendants().Where(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
