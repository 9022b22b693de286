using System.Text;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class ImageFileTests
{
    public static IEnumerable<object[]> Names => TestFiles.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_format_shows_the_same_grey_picture(string name)
    {
        var image = ImageFile.Decode(TestFiles.Read(name), name);

        Assert.AreEqual(Picture.Width, image.Width);
        Assert.AreEqual(Picture.Height, image.Height);
        for (var y = 2; y < Picture.Height; y++)
        {
            for (var x = 2; x < Picture.Width; x++)
            {
                // Lossy formats blur two pixels beside the edges between the quarters.
                if (Math.Abs(x - (Picture.Width / 2)) > 8 && Math.Abs(y - (Picture.Height / 2)) > 8)
                {
                    Assert.AreEqual(Picture.GreyAt(x, y), image[x, y], 3.0, $"at {x}, {y}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    public void Shallow_grey_spans_black_to_white(int bits)
    {
        var highest = (1 << bits) - 1;
        var rows = Picture.Rows(bits, (x, _) => [(byte)(x * highest / (Picture.Width - 1))]);
        var image = ImageFile.Decode(TestPng.Write(bits, 0, rows), "ramp.png");
        for (var x = 0; x < Picture.Width; x++)
        {
            Assert.AreEqual(x * highest / (Picture.Width - 1) * 255 / highest, image[x, 5]);
        }
    }

    [TestMethod]
    [DataRow(TestTiff.BlackIsZero)]
    [DataRow(TestTiff.WhiteIsZero)]
    public void Both_senses_of_a_one_bit_TIFF_are_understood(int kind)
    {
        var rows = Picture.Rows(1, (x, _) => [(byte)((x < 10 ? 0 : 1) ^ (kind == TestTiff.WhiteIsZero ? 1 : 0))]);
        var image = ImageFile.Decode(new TestTiff().AddPage(1, 1, kind, rows).ToArray(), "bits.tif");
        Assert.AreEqual(0, image[9, 3]);
        Assert.AreEqual(255, image[10, 3]);
    }

    [TestMethod]
    public void One_bit_PBM_and_BMP_are_black_and_white()
    {
        var ink = Picture.Rows(1, (x, _) => [(byte)(x < 10 ? 1 : 0)]);
        var pbm = ImageFile.Decode([.. "P4 48 32\n"u8, .. ink.SelectMany(row => row)], "bits.pbm");
        var bmp = ImageFile.Decode(TestBmp.Write(1, ink, [255, 255, 255, 0, 0, 0, 0, 0]), "bits.bmp");
        foreach (var image in new[] { pbm, bmp })
        {
            Assert.AreEqual(0, image[9, 3]);
            Assert.AreEqual(255, image[10, 3]);
        }
    }

    [TestMethod]
    public void Group_4_fax_is_read()
    {
        var image = ImageFile.Decode(TestFiles.Read("fax.tif"), "fax.tif");
        Assert.AreEqual(0, image[5, 5]);
        Assert.AreEqual(255, image[40, 25]);
    }

    [TestMethod]
    public void Half_transparent_black_on_white_is_grey()
    {
        var rows = Picture.Rows(32, (_, _) => [0, 0, 0, 128]);
        Assert.AreEqual(127, ImageFile.Decode(TestPng.Write(8, 6, rows), "veil.png")[20, 20]);
    }

    [TestMethod]
    public void All_pages_of_a_TIFF_are_read_in_order()
    {
        var tiff = new TestTiff();
        for (var page = 0; page < 3; page++)
        {
            var shade = (byte)(page * 100);
            tiff.AddPage(8, 1, TestTiff.BlackIsZero, Picture.Rows(8, (_, _) => [shade]));
        }

        using var folder = new TemporaryFolder();
        var path = folder.Write("pages.tif", tiff.ToArray());
        Assert.AreEqual(3, ImageFile.CountPages(path));
        CollectionAssert.AreEqual(new byte[] { 0, 100, 200 }, ImageFile.LoadPages(path).Select(page => page[7, 7]).ToArray());
        Assert.AreEqual(0, ImageFile.Load(path)[7, 7]);
        Assert.Contains("3 page(s)", Failure(() => ImageFile.Decode(tiff.ToArray(), "pages.tif", page: 3)));
        Assert.Contains("circle", Failure(() => ImageFile.Decode(tiff.ToCircle(), "pages.tif")));
    }

    [TestMethod]
    public void Content_decides_and_not_the_extension()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("Straße — 手書き.png", TestFiles.Read("rgb.jpg"));
        Assert.AreEqual(Picture.Width, ImageFile.Load(path).Width);
    }

    [TestMethod]
    [DataRow("", "is empty")]
    [DataRow("Dear Sir, no image here", "is not an image")]
    [DataRow("%PDF-1.7 …", "pdftoppm")]
    [DataRow("\0\0\0\u0018ftypheic....", "HEIF")]
    [DataRow("P5 10 10 255\n1234", "truncated")]
    [DataRow("P5 0 10 255\n", "no pixels")]
    [DataRow("P5 10 10 100\n", "highest value 100")]
    [DataRow("P6 100000 100000 255\n", "truncated")]
    [DataRow("P3 100000 100000 255\n1 2 3", "too large")]
    public void Bad_content_is_named_in_one_line(string content, string reason)
    {
        var message = Failure(() => ImageFile.Decode(Encoding.UTF8.GetBytes(content), "folder/line.png"));
        Assert.Contains(reason, message);
        Assert.StartsWith("folder/line.png ", message);
        Assert.DoesNotContain("\n", message);
    }

    [TestMethod]
    public void Missing_files_and_folders_are_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("does not exist", Failure(() => ImageFile.Load(Path.Combine(folder.Path, "none.png"))));
        Assert.Contains("is a folder", Failure(() => ImageFile.Load(folder.Path)));
        Assert.Contains("cannot be written", Failure(() => ImageFile.SavePng(new GrayImage(1, 1, [0]), Path.Combine(folder.Path, "no", "x.png"))));
    }

    [TestMethod]
    public void Forged_sizes_are_refused_before_decoding()
    {
        Assert.Contains("60000×60000", Failure(() => ImageFile.Decode(TestPng.Forged(60_000, 60_000), "bomb.png")));
        Assert.Contains("no pixels", Failure(() => ImageFile.Decode(TestPng.Forged(0, 10), "zero.png")));
        var gif = TestFiles.Read("still.gif");
        var frame = TestFiles.FrameOf(gif);
        gif.AsSpan(frame + 5, 4).Fill(0xFF);
        Assert.Contains("65535×65535", Failure(() => ImageFile.Decode(gif, "bomb.gif")));
        Assert.Contains("48×32", Failure(() => ImageFile.Decode(TestFiles.Read("rgb.jpg"), "a.jpg", options: new() { MaximumPixels = 1535 })));
        Assert.AreEqual(48, ImageFile.Decode(TestFiles.Read("rgb.jpg"), "a.jpg", options: new() { MaximumPixels = 1536 }).Width);
    }

    [TestMethod]
    public void Animations_give_their_first_frame_or_say_why_not()
    {
        Assert.AreEqual(0, ImageFile.Decode(TestFiles.Read("animated.gif"), "animated.gif")[5, 5]);
        Assert.Contains("animated", Failure(() => ImageFile.Decode(TestFiles.Read("animated.webp"), "animated.webp")));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Half_a_file_is_called_truncated(string name)
    {
        var file = TestFiles.Read(name);
        var message = Failure(() => ImageFile.Decode(file[..(file.Length / 2)], name));
        // A PNM in plain text has no end mark; it is refused all the same.
        Assert.Contains(name.EndsWith("-text", StringComparison.Ordinal) ? "damaged" : "truncated", message);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Damaged_files_are_refused_or_decoded_but_never_crash(string name)
    {
        var file = TestFiles.Read(name);
        var random = new Random(7);
        var options = new ImageFileOptions { MaximumPixels = 1_000_000 };
        for (var trial = 0; trial < 150; trial++)
        {
            var damaged = trial % 3 == 0 ? file[..random.Next(file.Length)] : (byte[])file.Clone();
            for (var flips = random.Next(1, 4); flips > 0 && damaged.Length > 0; flips--)
            {
                // Half of the damage goes into the first bytes, where the headers are.
                var range = random.Next(2) == 0 ? Math.Min(64, damaged.Length) : damaged.Length;
                damaged[random.Next(range)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                var image = ImageFile.Decode(damaged, name, 0, options);
                Assert.IsLessThanOrEqualTo(1_000_000, image.Pixels.Length);
            }
            catch (RecognitionException refusal)
            {
                Assert.DoesNotContain("\n", refusal.Message);
            }
        }
    }

    [TestMethod]
    public void Saved_PNG_reads_back_the_same_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        foreach (var (width, height) in new[] { (1, 1), (37, 23), (1000, 3) })
        {
            var image = new GrayImage(width, height, new byte[width * height]);
            random.NextBytes(image.Pixels);
            var path = Path.Combine(folder.Path, "saved.png");
            ImageFile.SavePng(image, path);
            CollectionAssert.AreEqual(image.Pixels, ImageFile.Load(path).Pixels);
        }

        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    private static string Failure(Action action) => Assert.ThrowsExactly<RecognitionException>(action).Message;

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("htr-images-").FullName;

        public string Write(string name, byte[] content)
        {
            var path = System.IO.Path.Combine(Path, name);
            File.WriteAllBytes(path, content);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
