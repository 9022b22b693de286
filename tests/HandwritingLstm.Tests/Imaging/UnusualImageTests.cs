using System.Buffers.Binary;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Kinds of images that codecs know less well than others: transparency without an alpha channel, odd depths, negatives.</summary>
[TestClass]
public sealed class UnusualImageTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    public void A_transparent_grey_of_a_PNG_is_paper_and_the_rest_stays(int bits)
    {
        var highest = (1 << bits) - 1;
        var rows = Picture.Rows(bits, (x, _) => [(byte)(x * highest / (Picture.Width - 1))]);
        foreach (var transparent in (int[])[0, highest])
        {
            var image = ImageFile.Decode(TestPng.Write(bits, 0, rows, transparency: [0, (byte)transparent]), "key.png");
            for (var x = 0; x < Picture.Width; x++)
            {
                var value = x * highest / (Picture.Width - 1);
                Assert.AreEqual(value == transparent ? 255 : value * 255 / highest, image[x, 5]);
            }
        }
    }

    [TestMethod]
    public void A_transparent_grey_of_16_bits_is_paper()
    {
        var rows = Picture.Rows(16, (x, _) => [(byte)(5 * x), 7]);
        var image = ImageFile.Decode(TestPng.Write(16, 0, rows, transparency: [50, 7]), "key16.png");
        Assert.AreEqual(255, image[10, 3]);
        Assert.AreEqual(55, image[11, 3]);
    }

    [TestMethod]
    public void A_transparent_colour_of_a_PNG_is_paper_and_others_like_it_are_not()
    {
        var rows = Picture.Rows(24, (x, _) => [10, 20, (byte)x]);
        var image = ImageFile.Decode(TestPng.Write(8, 2, rows, transparency: [0, 10, 0, 20, 0, 30]), "key.png");
        Assert.AreEqual(255, image[30, 3]);
        Assert.AreEqual(18, image[31, 3]);
    }

    [TestMethod]
    public void What_is_transparent_in_a_GIF_is_paper()
    {
        var gif = TestFiles.Read("still.gif");
        var frame = TestFiles.FrameOf(gif);
        var black = Enumerable.Range(0, 4).First(colour => gif.AsSpan(13 + (3 * colour), 3).SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0]));
        byte[] transparent = [.. gif[..frame], 0x21, 0xF9, 4, 1, 0, 0, (byte)black, 0, .. gif[frame..]];
        var image = ImageFile.Decode(transparent, "transparent.gif");
        Assert.AreEqual(255, image[5, 5]);
        Assert.AreEqual(Picture.GreyAt(40, 5), image[40, 5]);
        Assert.AreEqual(Picture.GreyAt(5, 25), image[5, 25]);
    }

    [TestMethod]
    public void A_BMP_of_32_bits_has_its_colours()
    {
        var rows = Picture.Rows(32, (x, y) => [.. Picture.Colour(x, y).Reverse(), 0]);
        var image = ImageFile.Decode(TestBmp.Write(32, rows), "deep.bmp");
        foreach (var (x, y) in ((int, int)[])[(5, 5), (40, 5), (5, 25), (40, 25)])
        {
            Assert.AreEqual(Picture.GreyAt(x, y), image[x, y]);
        }
    }

    [TestMethod]
    public void A_BMP_of_16_bits_is_refused()
    {
        var file = TestBmp.Write(16, Picture.Rows(16, (_, _) => [0, 0]));
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ImageFile.Decode(file, "high.bmp"));
        Assert.Contains("16 bits a pixel", problem.Message);
    }

    [TestMethod]
    public void A_BMP_of_unusual_masks_is_refused()
    {
        var file = TestBmp.Write(32, Picture.Rows(32, (_, _) => [0, 0, 0, 0]), new byte[16]);
        file[30] = 3;
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ImageFile.Decode(file, "masks.bmp"));
        Assert.Contains("unusual colours", problem.Message);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Both_senses_of_a_grey_TIFF_are_understood(int bits)
    {
        foreach (var kind in (int[])[TestTiff.BlackIsZero, TestTiff.WhiteIsZero])
        {
            var rows = Picture.Rows(bits, (x, _) => (x < 10) == (kind == TestTiff.WhiteIsZero) ? [255, 255] : [0, 0]);
            var image = ImageFile.Decode(new TestTiff().AddPage(bits, 1, kind, rows).ToArray(), "grey.tif");
            Assert.AreEqual(0, image[9, 3]);
            Assert.AreEqual(255, image[10, 3]);
        }
    }

    [TestMethod]
    public void A_half_transparent_TIFF_lies_on_paper()
    {
        var rows = Picture.Rows(32, (x, _) => x < 10 ? [0, 0, 0, 128] : [255, 255, 255, 128]);
        var image = ImageFile.Decode(new TestTiff().AddPage(8, 4, TestTiff.Rgb, rows).ToArray(), "veil.tif");
        Assert.AreEqual(127, image[9, 3], 1);
        Assert.AreEqual(255, image[10, 3], 1);
    }

    [TestMethod]
    public void Of_a_TIFF_that_says_its_width_twice_the_first_counts()
    {
        var file = new TestTiff().AddPage(8, 1, TestTiff.BlackIsZero, Picture.Rows(8, (_, _) => [0])).ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(file, 278)), 256); // rows per strip
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(file, 256) + 8), 60_000);
        Assert.AreEqual(60_000, ImageHeader.Read(file).Pages[0].Width);
    }

    [TestMethod]
    public void Pages_with_more_strips_than_bytes_are_refused_at_once()
    {
        var tiff = new TestTiff();
        for (var page = 0; page < 3; page++)
        {
            tiff.AddPage(8, 1, TestTiff.BlackIsZero, Picture.Rows(8, (_, _) => [0]));
        }

        var file = tiff.ToArray();
        for (var at = Entry(file, 273, 4); at >= 0; at = Entry(file, 273, 4))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 2), 1); // bytes
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 4), file.Length);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 8), 0);
        }

        var problem = Assert.ThrowsExactly<RecognitionException>(() => ImageFile.Decode(file, "strips.tif"));
        Assert.Contains("more strips than the file has room for", problem.Message);
    }

    // Where a directory's entry of one number lies; -1 where there is none.
    private static int Entry(byte[] file, ushort tag, ushort type = 3)
    {
        Span<byte> wanted = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(wanted, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(wanted[2..], type);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[4..], 1);
        return file.AsSpan().IndexOf(wanted);
    }
}
