using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class LinePitchTests
{
    private const int Width = 800;
    private const int Height = 1000;

    [TestMethod]
    [DataRow(30)]
    [DataRow(57)]
    [DataRow(110)]
    public void Rows_of_ink_at_one_distance_have_that_pitch(int pitch) =>
        Assert.AreEqual(pitch, LinePitch.Estimate(Rows(50, Height - 50, pitch, thickness: pitch / 3)), delta: 1);

    [TestMethod]
    public void Two_narrow_rows_above_a_page_of_wide_ones_do_not_count()
    {
        var narrow = Runs(20, 60, 18, thickness: 6);
        var wide = Runs(120, Height - 40, 70, thickness: 22);
        Assert.AreEqual(70, LinePitch.Estimate(InkProfile.Of([new([.. narrow, .. wide])], Width, Height)), delta: 1);
    }

    [TestMethod]
    public void Page_without_ink_has_no_pitch() => Assert.AreEqual(0, LinePitch.Estimate(InkProfile.Of([], Width, Height)));

    private static InkProfile Rows(int top, int bottom, int pitch, int thickness) =>
        InkProfile.Of([new([.. Runs(top, bottom, pitch, thickness)])], Width, Height);

    private static IEnumerable<InkRun> Runs(int top, int bottom, int pitch, int thickness) =>
        from row in Enumerable.Range(0, ((bottom - top - 1) / pitch) + 1)
        from y in Enumerable.Range(top + (row * pitch), thickness)
        where y < Height
        select new InkRun(y, 100, Width - 100);
}
