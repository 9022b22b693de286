using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class InkResamplerTests
{
    [TestMethod]
    [DataRow(0.3f)]
    [DataRow(1f)]
    [DataRow(2.7f)]
    [DataRow(40f)] // one cell covers everything
    public void Averages_equal_the_overlap_of_cells_and_pixels(float width)
    {
        var random = new Random(9);
        var values = new float[23];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextSingle();
        }

        var edges = Enumerable.Range(0, 31).Select(j => -4 + (j * width)).ToArray();
        var means = new float[30];
        InkResampler.Average(values, new double[25], edges, 0.37f, means);
        for (var j = 0; j < means.Length; j++)
        {
            Assert.AreEqual(NaiveMean(values, edges[j] + 0.37f, edges[j + 1] + 0.37f), means[j], 2e-5, $"cell {j}");
        }
    }

    [TestMethod]
    public void Shear_level_and_scale_equal_their_naive_twin()
    {
        var ink = TestLine.OfStrokes(20, 2).ToInk();
        var placement = new LinePlacement
        {
            Slant = 0.36f,
            Slope = 0.035f,
            CentreX = 450,
            CentreY = 60,
            Left = 31.3f,
            ColumnWidth = 1.7f,
            ColumnCount = 500,
            RowEdges = [.. Enumerable.Range(0, 33).Select(j => 20 + (j * (j < 10 ? 0.7f : 2.9f)))], // enlarged, then reduced
        };
        var line = InkResampler.Resample(ink, placement);

        var column = new float[ink.Height];
        for (var t = 0; t < 500; t += 7)
        {
            var left = placement.Left + (t * placement.ColumnWidth);
            for (var y = 0; y < ink.Height; y++)
            {
                var shear = placement.Slant * (placement.CentreY - (y + 0.5f));
                column[y] = (float)NaiveMean(ink.Row(y), left + shear, left + shear + placement.ColumnWidth);
            }

            var level = placement.Slope * (left + (placement.ColumnWidth / 2) - placement.CentreX);
            for (var j = 0; j < 32; j++)
            {
                var expected = NaiveMean(column, placement.RowEdges[j] + level, placement.RowEdges[j + 1] + level);
                Assert.AreEqual(expected, line.Column(t)[j], 1e-3, $"column {t}, row {j}"); // float positions near 500
            }
        }
    }

    private static double NaiveMean(ReadOnlySpan<float> values, double from, double to)
    {
        if (to - from < 1)
        {
            (from, to) = (((from + to) / 2) - 0.5, ((from + to) / 2) + 0.5);
        }

        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * Math.Max(0, Math.Min(to, i + 1) - Math.Max(from, i));
        }

        return sum / (to - from);
    }
}
