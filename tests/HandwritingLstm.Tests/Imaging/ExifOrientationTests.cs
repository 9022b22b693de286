using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class ExifOrientationTests
{
    private static readonly byte[] _quarterTurn =
    [
        (byte)'I', (byte)'I', (byte)'*', 0, 8, 0, 0, 0, // the directory begins at byte 8 …
        1, 0, // … with one entry:
        0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, // orientation, short, one value, 6
    ];

    [TestMethod]
    public void Tag_is_read_in_little_endian_order() => Assert.AreEqual(6, ExifOrientation.Read(_quarterTurn));

    [TestMethod]
    public void Anything_malformed_counts_as_upright()
    {
        for (var length = 0; length < _quarterTurn.Length; length++)
        {
            Assert.AreEqual(1, ExifOrientation.Read(_quarterTurn.AsSpan(0, length)));
        }

        var outOfRange = (byte[])_quarterTurn.Clone();
        outOfRange[18] = 9;
        Assert.AreEqual(1, ExifOrientation.Read(outOfRange));
        outOfRange[7] = 0xFF; // a directory far beyond the end
        Assert.AreEqual(1, ExifOrientation.Read(outOfRange));
    }

    [TestMethod]
    public void Quarter_turn_swaps_the_sides()
    {
        // 1 2 3        4 1
        // 4 5 6   →    5 2
        //              6 3
        var turned = ExifOrientation.Apply(new GrayImage(3, 2, [1, 2, 3, 4, 5, 6]), 6);
        Assert.AreEqual(2, turned.Width);
        CollectionAssert.AreEqual(new byte[] { 4, 1, 5, 2, 6, 3 }, turned.Pixels);
    }
}
