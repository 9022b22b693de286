using HandwritingLstm.Training.Composition;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class StrokeSplitTests
{
    [TestMethod]
    public void Points_go_to_the_letters_that_they_stand_in()
    {
        CollectionAssert.AreEqual(new[] { 0, 0, 1, 1, 2 }, StrokeSplit.LettersOf([0.1f, 0.9f, 1.1f, 1.9f, 2.5f], Edges(1, 2)));
        CollectionAssert.AreEqual(new[] { 1, 1 }, StrokeSplit.LettersOf([1.2f, 1.4f], Edges(1, 2)), "strokes need not begin in the first letter");
    }

    [TestMethod]
    public void A_loop_back_stays_with_its_letter()
    {
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 1, 1 }, StrokeSplit.LettersOf([0.5f, 1.3f, 0.98f, 1.2f, 1.6f], Edges(1)));
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, StrokeSplit.LettersOf([0.5f, 1.02f, 0.8f], Edges(1)));
    }

    [TestMethod]
    public void No_other_way_through_the_letters_costs_less()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var x = Enumerable.Range(0, 1 + random.Next(7)).Select(_ => (float)random.NextDouble() * 3).ToArray();
            var edges = Edges([.. Enumerable.Range(0, random.Next(3)).Select(_ => (float)random.NextDouble() * 3).Order()]);
            var least = Ways(x.Length, edges.Length - 1).Min(way => Cost(x, edges, way));
            Assert.AreEqual(least, Cost(x, edges, StrokeSplit.LettersOf(x, edges)), 1e-4);
        }
    }

    private static float[] Edges(params float[] inner) => [float.NegativeInfinity, .. inner, float.PositiveInfinity];

    // All ways that never go back and go one letter at a time.
    private static IEnumerable<int[]> Ways(int points, int letters) => points == 1
        ? Enumerable.Range(0, letters).Select(letter => new[] { letter })
        : Ways(points - 1, letters).SelectMany(way => Enumerable.Range(way[^1], 2).Where(letter => letter < letters).Select(letter => (int[])[.. way, letter]));

    private static double Cost(float[] x, float[] edges, int[] way) =>
        x.Zip(way, (at, letter) => (double)Math.Max(0, Math.Max(edges[letter] - at, at - edges[letter + 1]))).Sum()
        + way.Zip(way.Skip(1), (one, next) => one == next ? 0 : 0.1).Sum();
}
