using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class CounterRandomTests
{
    [TestMethod]
    public void Neighbouring_counters_give_unrelated_numbers()
    {
        var first = new HashSet<ulong>();
        foreach (var (seed, epoch, index) in
            from seed in Enumerable.Range(0, 10) from epoch in Enumerable.Range(0, 10) from index in Enumerable.Range(-1, 10) select (seed, epoch, index))
        {
            first.Add(new CounterRandom(seed, epoch, index).NextBits());
        }

        Assert.HasCount(1000, first);
    }

    [TestMethod]
    public void Same_counters_give_the_same_numbers()
    {
        var a = new CounterRandom(1, 2, 3);
        var b = new CounterRandom(1, 2, 3);
        for (var i = 0; i < 10; i++)
        {
            Assert.AreEqual(a.NextBits(), b.NextBits());
        }
    }

    [TestMethod]
    public void Numbers_are_evenly_spread()
    {
        var random = new CounterRandom(4, 5, 6);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[(int)random.Between(0, 10)]++;
        }

        // Each of ten boxes holds 10,000 of 100,000 with a standard deviation of 95.
        foreach (var count in counts)
        {
            Assert.AreEqual(10_000, count, 500);
        }
    }

    [TestMethod]
    public void Below_stays_below_and_reaches_all()
    {
        var random = new CounterRandom(7, 8, 9);
        var seen = Enumerable.Range(0, 1000).Select(_ => random.Below(7)).ToHashSet();
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 7).ToArray(), seen.ToArray());
    }
}
