namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class NaturalOrderTests
{
    [TestMethod]
    [DataRow("line2.png", "line10.png")]
    [DataRow("a01-9", "a01-10")]
    [DataRow("a", "b")]
    [DataRow("B", "a")] // ordinal: the same in every culture
    [DataRow("a", "ab")]
    [DataRow("7", "07")] // equal numbers: the shorter name first
    [DataRow("a07b1", "a7b2")] // equal numbers do not end the comparison
    [DataRow("99999999999999999999999", "100000000000000000000000")] // longer than any integer type
    [DataRow("", "0")]
    public void First_stands_before_second(string first, string second)
    {
        Assert.IsLessThan(0, NaturalOrder.Comparer.Compare(first, second));
        Assert.IsGreaterThan(0, NaturalOrder.Comparer.Compare(second, first));
        Assert.AreEqual(0, NaturalOrder.Comparer.Compare(first, first));
    }
}
