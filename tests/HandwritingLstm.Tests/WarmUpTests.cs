namespace HandwritingLstm.Tests;

[TestClass]
public sealed class WarmUpTests
{
    // On its own thread nobody could catch what it throws.
    [TestMethod]
    [DataRow(1, false)]
    [DataRow(2, true)]
    public void Everything_is_done_where_there_is_a_core_for_it(int cores, bool isOpened)
    {
        var isOpen = false;
        WarmUp.Run(() => isOpen = true, cores);
        Assert.AreEqual(isOpened, isOpen);
    }

    [TestMethod]
    public void Nothing_is_read_without_a_problem() => WarmUp.ReadNothing();

    [TestMethod]
    public void An_output_that_cannot_be_opened_is_left_to_who_writes()
    {
        WarmUp.Run(() => throw new IOException("closed"), cores: 2);
        WarmUp.Run(() => throw new UnauthorizedAccessException("closed"), cores: 2);
    }
}
