using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Pdf.Tests;

[TestClass]
public sealed class SearchablePdfTests
{
    private const int Width = 900;
    private const int Height = 1200;
    private const int Side = 40; // of a small picture

    private static readonly PageOrigin _origin = new("scan.png") { Created = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero) };

    [TestMethod]
    public void Text_of_every_script_is_found_in_its_order()
    {
        string[] lines = ["Straße, déjà vu", "Ἀθῆναι καὶ Πειραιεύς", "Москва и Київ", "日本語 手書き", "𝔘𝔫𝔦 🖋 x", "fi ﬁ 1/2 ½"];
        Assert.AreEqual(string.Join('\n', lines), string.Join('\n', Poppler.Text(Write(lines))));
    }

    [TestMethod]
    [DataRow("كتاب جديد")]
    [DataRow("שלום עולם טוב")]
    public void Text_from_right_to_left_is_found_in_reading_order(string text)
    {
        // The reader marks the direction with invisible characters of its own.
        var found = string.Concat(Poppler.Text(Write(text)).Single().Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format));
        Assert.AreEqual(text, found);
    }

    [TestMethod]
    public void Words_stand_on_the_scan_where_they_were_read()
    {
        var boxes = Encoding.UTF8.GetString(Poppler.Run("pdftotext", Write("ab cde"), "-bbox")).Split('\n').Where(line => line.Contains("<word", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(2, boxes);

        // 24 points for 100 pixels: the words begin at pixel 60 and 120, and end at 98 and 178.
        Assert.AreEqual(60 * 0.24, Number(boxes[0], "xMin"), 0.5);
        Assert.AreEqual(98 * 0.24, Number(boxes[0], "xMax"), 0.5);
        Assert.AreEqual(120 * 0.24, Number(boxes[1], "xMin"), 0.5);
        Assert.AreEqual(178 * 0.24, Number(boxes[1], "xMax"), 0.5);
        Assert.IsInRange(50 * 0.24, 135 * 0.24, Number(boxes[0], "yMin"));
        Assert.IsInRange(50 * 0.24, 135 * 0.24, Number(boxes[0], "yMax"));
    }

    [TestMethod]
    public void Page_looks_like_its_scan_alone()
    {
        var drawn = Render(Write("never seen"));
        var scan = Scan();
        for (var at = 0; at < scan.Pixels.Length; at += 977) // a prime: all over the page
        {
            Assert.IsLessThan(3, Math.Abs(scan.Pixels[at] - drawn.Pixels[at]), string.Create(CultureInfo.InvariantCulture, $"pixel {at}"));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public void Photograph_stands_upright_whatever_its_orientation(int orientation)
    {
        var file = File.ReadAllBytes(Path.Combine(Fixtures(), $"exif{orientation}.jpg"));
        var upright = ImageFile.Decode(file, "photograph");
        using var output = new MemoryStream();
        SearchablePdf.Write(new(new(upright.Width, upright.Height, []), []), _origin, PageScan.From(file, upright), output);

        var drawn = Render(output.ToArray());
        Assert.AreEqual(upright.Width, drawn.Width);
        Assert.AreEqual(upright.Height, drawn.Height);
        var difference = upright.Pixels.Zip(drawn.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.IsLessThan(6, difference); // another turn differs by much more than the renderer's interpolation
    }

    [TestMethod]
    public void Colour_of_a_plain_PNG_is_kept()
    {
        var png = RedPng();
        using var output = new MemoryStream();
        SearchablePdf.Write(new(new(Side, Side, []), []), _origin, PageScan.From(png, ImageFile.Decode(png, "red")), output);
        var drawn = Poppler.Run("pdftoppm", output.ToArray(), "-r", "300", "-singlefile");
        Assert.StartsWith("P6", Encoding.ASCII.GetString(drawn[..2]));
        Assert.AreSequenceEqual(new byte[] { 200, 10, 30 }, drawn[^3..]);
    }

    [TestMethod]
    public void Same_page_makes_the_same_bytes() => Assert.AreSequenceEqual(Write("one", "two"), Write("one", "two"));

    [TestMethod]
    public void Joined_file_has_all_pages_with_their_texts_and_always_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("htr pdf ").FullName;
        try
        {
            var files = new[] { "first page", "вторая", "third" }.Select((text, i) =>
            {
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.pdf"));
                File.WriteAllBytes(path, Write(text));
                return path;
            }).ToArray();

            var joined = Join(files);
            Assert.AreEqual("first page|вторая|third", string.Join('|', Poppler.Text(joined)));
            Assert.AreSequenceEqual(joined, Join(files));
            Assert.Contains("Pages:           3", Encoding.UTF8.GetString(Poppler.Run("pdfinfo", joined)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void File_that_is_no_PDF_cannot_be_joined()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "no PDF at all, but long enough to look for a trailer in");
            var problem = Assert.ThrowsExactly<RecognitionException>(() => Join([path]));
            Assert.StartsWith(path, problem.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Write(params string[] lines)
    {
        using var output = new MemoryStream();
        SearchablePdf.Write(Page(lines), _origin, PageScan.Gray(Scan()), output);
        return output.ToArray();
    }

    private static byte[] Join(string[] files)
    {
        using var output = new MemoryStream();
        SearchablePdf.Join(files, "all", _origin.Created, output);
        return output.ToArray();
    }

    /// <summary>Lines 100 pixels apart, each character 20 pixels wide in its direction.</summary>
    private static PageReading Page(string[] lines)
    {
        var placed = lines.Select((_, i) => new TextLine(
            $"line{i}",
            [new(50, 110 + (100 * i)), new(850, 110 + (100 * i))],
            [new(50, 50 + (100 * i)), new(850, 50 + (100 * i)), new(850, 130 + (100 * i)), new(50, 130 + (100 * i))])).ToArray();
        return new(new(Width, Height, [new("r", [], placed)]), [.. lines.Select(Reading)]);
    }

    private static LineReading Reading(string text) => new([
        .. text.EnumerateRunes().Select((rune, i) =>
        {
            var left = PlacedWord.IsRightToLeft(text) ? 820 - (20 * i) : 60 + (20 * i);
            return new ReadCharacter(rune.ToString(), i, i, 0.9f) { Left = left, Right = left + 18 };
        }),
    ]);

    /// <summary>A picture that is nowhere the same twice: a slope of grey.</summary>
    private static GrayImage Scan() => new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(60 + (i % Width / 10) + (i / Width / 12)))]);

    /// <summary>A picture of one red.</summary>
    private static byte[] RedPng()
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Side; y++)
            {
                packer.Write([0, .. Enumerable.Range(0, Side).SelectMany(_ => new byte[] { 200, 10, 30 })]);
            }
        }

        byte[] header = [0, 0, 0, Side, 0, 0, 0, Side, 8, 2, 0, 0, 0];
        return [.. PngChunks.Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Compute(body));
        return [.. length, .. body, .. checksum];
    }

    private static GrayImage Render(byte[] pdf)
    {
        var picture = Poppler.Run("pdftoppm", pdf, "-r", "300", "-gray", "-singlefile");
        return ImageFile.Decode(picture, "rendered");
    }

    private static double Number(string word, string attribute) =>
        double.Parse(word.Split($"{attribute}=\"")[1].Split('"')[0], CultureInfo.InvariantCulture);

    private static string Fixtures()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HandwritingLstm.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "tests/HandwritingLstm.Tests/Imaging/Fixtures");
    }
}
