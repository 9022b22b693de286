using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class QuantizedColumnsTests
{
    [TestMethod]
    [DataRow(0f, 0)]
    [DataRow(1f, 255)]
    [DataRow(0.5f, 128)]
    [DataRow(0.4f / 255, 0)]
    [DataRow(0.6f / 255, 1)]
    [DataRow(1.5f, 255)]
    [DataRow(-0.5f, 0)]
    public void Value_is_rounded_to_the_nearest_255th(float value, int expected) =>
        Assert.AreEqual(expected, QuantizedColumns.From(new ColumnSequence(1, 1, [value])).Values[0]);

    [TestMethod]
    public void Columns_come_back_within_half_a_step()
    {
        float[] values = [.. Enumerable.Range(0, 600).Select(i => i / 599f)];
        var columns = QuantizedColumns.From(new ColumnSequence(30, 20, values)).ToColumns();

        Assert.AreEqual(30, columns.ColumnCount);
        Assert.AreEqual(20, columns.Height);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(values[i], columns.Values[i], 0.5f / 255 + 1e-6f);
        }
    }
}
