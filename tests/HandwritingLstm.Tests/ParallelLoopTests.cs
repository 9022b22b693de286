namespace HandwritingLstm.Tests;

[TestClass]
public sealed class ParallelLoopTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    public void Everything_is_done_once(int threads)
    {
        var done = new int[1000];
        ParallelLoop.Run(done.Length, threads, i => Interlocked.Increment(ref done[i]));
        Assert.IsTrue(done.All(times => times == 1));
    }

    [TestMethod]
    public void What_goes_wrong_is_thrown_as_it_is()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(
            () => ParallelLoop.Run(100, 2, i => throw new RecognitionException($"item {i}")));
        StringAssert.StartsWith(problem.Message, "item ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var done = 0;
        Assert.ThrowsExactly<OperationCanceledException>(() => ParallelLoop.Run(
            100_000,
            2,
            _ =>
            {
                Interlocked.Increment(ref done);
                stop.Cancel();
            },
            stop.Token));
        Assert.IsLessThan(100_000, done);
    }
}
