namespace HandwritingLstm.Tests;

[TestClass]
public sealed class WarmUpTests
{
    // On its own thread nobody could catch what it throws.
    [TestMethod]
    public void Nothing_is_read_without_a_problem() => WarmUp.ReadNothing();
}
