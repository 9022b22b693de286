using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class PenCourseTests
{
    private static readonly float[] _zigzag = [.. Enumerable.Range(0, 41).Select(i => (float)Math.Sin(i * Math.PI / 10))];

    [TestMethod]
    public void A_rounded_course_swings_less_and_a_pronounced_one_more()
    {
        Assert.IsLessThan(0.9f, PenCourse.Round(_zigzag, 1)[15] / _zigzag[15]);
        Assert.IsGreaterThan(1.1f, PenCourse.Round(_zigzag, -1)[15] / _zigzag[15]);
        CollectionAssert.AreEqual(_zigzag, PenCourse.Round(_zigzag, 0));
    }

    [TestMethod]
    public void A_straight_course_stays()
    {
        float[] straight = [0, 1, 2, 3, 4, 5, 6];
        foreach (var share in (float[])[1, 0.3f, -0.5f])
        {
            var rounded = PenCourse.Round(straight, share);
            for (var i = 0; i < straight.Length; i++)
            {
                Assert.AreEqual(straight[i], rounded[i], 1e-5f);
            }
        }
    }

    [TestMethod]
    public void The_ends_stay_and_a_dot_is_a_dot()
    {
        var rounded = PenCourse.Round(_zigzag, 0.8f);
        Assert.AreEqual(_zigzag[0], rounded[0]);
        Assert.AreEqual(_zigzag[^1], rounded[^1]);
        CollectionAssert.AreEqual((float[])[2], PenCourse.Round([2], 1));
        CollectionAssert.AreEqual((float[])[2, 5], PenCourse.Round([2, 5], 1));
    }

    [TestMethod]
    public void The_passes_are_a_binomial_filter()
    {
        var impulse = new float[201];
        impulse[100] = 1;
        var spread = PenCourse.Round(impulse, 1);

        // 64 passes of 1/4, 1/2, 1/4 are the binomial coefficients of 128 over 2 to the power of that.
        Assert.AreEqual(0.070386, spread[100], 1e-5);
        Assert.AreEqual(0.069303, spread[101], 1e-5);
        Assert.AreEqual(0.069303, spread[99], 1e-5);
    }
}
