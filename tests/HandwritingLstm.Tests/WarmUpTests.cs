namespace HandwritingLstm.Tests;

[TestClass]
public sealed class WarmUpTests
{
    // On its own thread nobody could catch what it throws.
    [TestMethod]
    public void Everything_is_done_without_a_problem()
    {
        var isOpen = false;
        WarmUp.Run(() => isOpen = true);
        Assert.AreEqual(Environment.ProcessorCount > 1, isOpen);
    }

    [TestMethod]
    public void Nothing_is_read_without_a_problem() => WarmUp.ReadNothing();

    [TestMethod]
    public void An_output_that_cannot_be_opened_is_left_to_who_writes() => WarmUp.Run(() => throw new IOException("closed"));
}
