using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class BatchPlanTests
{
    private static readonly int[] _widths = [.. Enumerable.Range(0, 1003).Select(line => 100 + (line * 7919 % 400))];

    [TestMethod]
    public void Every_line_is_in_one_batch()
    {
        var plan = new BatchPlan(_widths, 16, seed: 1);
        var batches = plan.Epoch(3);

        Assert.HasCount(plan.BatchCount, batches);
        Assert.AreEqual(63, plan.BatchCount); // 1003 / 16, rounded up
        CollectionAssert.AreEqual(Enumerable.Range(0, 1003).ToArray(), batches.SelectMany(batch => batch).Order().ToArray());
    }

    [TestMethod]
    public void Same_seed_and_epoch_give_the_same_batches() =>
        CollectionAssert.AreEqual(Flat(seed: 1, epoch: 5), Flat(seed: 1, epoch: 5));

    [TestMethod]
    [DataRow(2, 5)]
    [DataRow(1, 6)]
    public void Another_seed_or_epoch_gives_other_batches(int seed, int epoch) =>
        CollectionAssert.AreNotEqual(Flat(seed: 1, epoch: 5), Flat(seed, epoch));

    [TestMethod]
    public void Lines_of_a_batch_have_similar_widths()
    {
        // Sorted in pools of 20 batches, a batch spans about a twentieth of the 400 columns; at random it would span nearly all.
        var spans = new BatchPlan(_widths, 16, seed: 1).Epoch(0)
            .Where(batch => batch.Length == 16)
            .Select(batch => batch.Max(line => _widths[line]) - batch.Min(line => _widths[line]));
        Assert.IsLessThan(60, spans.Average());
    }

    [TestMethod]
    public void Widths_of_the_batches_are_shuffled()
    {
        var widths = new BatchPlan(_widths, 16, seed: 1).Epoch(0).Select(batch => batch.Average(line => _widths[line])).ToArray();
        var rises = widths.Zip(widths.Skip(1)).Count(pair => pair.First < pair.Second);
        Assert.IsTrue(rises is > 20 and < 42, $"{rises} of 62 neighbours rise");
    }

    [TestMethod]
    public void One_line_is_one_batch() =>
        CollectionAssert.AreEqual(new[] { 0 }, new BatchPlan([7], 16, seed: 1).Epoch(0).Single());

    [TestMethod]
    public void Batches_of_columns_hold_every_line_once_and_are_as_many_in_every_epoch()
    {
        var plan = new BatchPlan(_widths, 16, seed: 1, batchColumns: 4000);
        Assert.AreEqual((_widths.Sum() + 3999) / 4000, plan.BatchCount);
        for (var epoch = 0; epoch < 4; epoch++)
        {
            var batches = plan.Epoch(epoch);
            Assert.HasCount(plan.BatchCount, batches);
            CollectionAssert.AreEqual(Enumerable.Range(0, 1003).ToArray(), batches.SelectMany(batch => batch).Order().ToArray());
        }
    }

    [TestMethod]
    public void Batches_of_columns_have_the_columns_that_are_asked_for_give_or_take_a_line()
    {
        var batches = new BatchPlan(_widths, 16, seed: 1, batchColumns: 4000).Epoch(2);
        foreach (var batch in batches)
        {
            Assert.AreEqual(4000, batch.Sum(line => _widths[line]), _widths.Max());
        }

        // Narrow lines are many to a batch, wide ones few: widths are 100 to 499.
        Assert.IsGreaterThan(25, batches.Max(batch => batch.Length));
        Assert.IsLessThan(11, batches.Min(batch => batch.Length));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(100)]
    public void Lines_wider_than_a_batch_are_batches_of_their_own(int batchColumns)
    {
        var batches = new BatchPlan([150, 900, 150, 900, 150], 16, seed: 1, batchColumns).Epoch(0);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, batches.Select(batch => batch.Single()).Order().ToArray());
    }

    private static int[] Flat(int seed, int epoch) =>
        [.. new BatchPlan(_widths, 16, seed).Epoch(epoch).SelectMany(batch => batch.Append(-1))];
}
