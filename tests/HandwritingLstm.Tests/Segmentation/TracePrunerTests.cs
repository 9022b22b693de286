using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class TracePrunerTests
{
    private const float LetterHeight = 20;

    [TestMethod]
    public void Weak_trace_beside_a_strong_one_is_dropped()
    {
        var kept = TracePruner.Prune([Trace(0, 10, y: 120, strength: 0.1f), Trace(0, 100, y: 100, strength: 0.5f)], LetterHeight);
        Assert.AreEqual(100, kept.Single().Centres[0]);
    }

    [TestMethod]
    public void Lines_a_pitch_apart_are_kept() =>
        Assert.HasCount(2, TracePruner.Prune([Trace(0, 100, y: 100, strength: 0.5f), Trace(0, 100, y: 160, strength: 0.1f)], LetterHeight));

    [TestMethod]
    public void Pieces_of_one_line_that_follow_each_other_are_kept() =>
        Assert.HasCount(2, TracePruner.Prune([Trace(0, 50, y: 100, strength: 0.5f), Trace(55, 50, y: 101, strength: 0.2f)], LetterHeight));

    private static LineTrace Trace(int first, int count, float y, float strength) =>
        new(first, [.. Enumerable.Repeat(y, count)], [.. Enumerable.Repeat(strength, count)]);
}
