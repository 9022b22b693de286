using System.Globalization;
using System.Text;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>The picture in every format and depth: files written here and the committed fixtures.</summary>
internal static class TestFiles
{
    private static readonly byte[] _palette = [0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255];
    private static readonly byte[] _blueFirstPalette = [0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 255, 255, 255, 0];

    private static readonly Dictionary<string, Func<byte[]>> _written = new(StringComparer.Ordinal)
    {
        ["png-grey8"] = () => TestPng.Write(8, 0, Grey(8)),
        ["png-grey16"] = () => TestPng.Write(16, 0, Grey(16)),
        ["png-rgb8"] = () => TestPng.Write(8, 2, Colour()),
        ["png-rgb16"] = () => TestPng.Write(16, 2, Colour16()),
        ["png-palette2"] = () => TestPng.Write(2, 3, Index(2), _palette),
        ["png-palette8"] = () => TestPng.Write(8, 3, Index(8), _palette),
        ["png-palette-transparent"] = () => TestPng.Write(8, 3, Index(8), [.. _palette[..9], 0, 0, 0], [255, 255, 255, 0]),
        ["png-grey-alpha"] = () => TestPng.Write(8, 4, Picture.Rows(16, (x, y) => Veiled([Picture.GreyAt(x, y)], x, y))),
        ["png-rgba8"] = () => TestPng.Write(8, 6, Picture.Rows(32, (x, y) => Veiled(Picture.Colour(x, y), x, y))),
        ["tif-grey8"] = () => new TestTiff().AddPage(8, 1, TestTiff.BlackIsZero, Grey(8)).ToArray(),
        ["tif-grey8-big-endian"] = () => new TestTiff(bigEndian: true).AddPage(8, 1, TestTiff.BlackIsZero, Grey(8)).ToArray(),
        ["tif-grey16"] = () => new TestTiff(bigEndian: true).AddPage(16, 1, TestTiff.BlackIsZero, Grey(16)).ToArray(),
        ["tif-rgb8"] = () => new TestTiff().AddPage(8, 3, TestTiff.Rgb, Colour()).ToArray(),
        ["tif-rgb16"] = () => new TestTiff(bigEndian: true).AddPage(16, 3, TestTiff.Rgb, Colour16()).ToArray(),
        ["tif-rgba8"] = () => new TestTiff().AddPage(8, 4, TestTiff.Rgb, Picture.Rows(32, (x, y) => [.. Picture.Colour(x, y), 255])).ToArray(),
        ["tif-palette8"] = () => new TestTiff().AddPage(8, 1, TestTiff.Palette, Index(8), TiffPalette()).ToArray(),
        ["bmp-rgb24"] = () => TestBmp.Write(24, BlueFirst()),
        ["bmp-palette8"] = () => TestBmp.Write(8, Index(8), _blueFirstPalette),
        ["ppm-text"] = () => Text("P3\n# a comment\n48 32\n255\n", (x, y) => string.Join(' ', Picture.Colour(x, y))),
        ["pgm-text"] = () => Text("P2 48 32 255\n", (x, y) => Picture.GreyAt(x, y).ToString(CultureInfo.InvariantCulture)),
        ["pgm"] = () => Binary("P5\n48 32\n255\n", Grey(8)),
        ["pgm16"] = () => Binary("P5\n48 32\n65535\n", Grey(16)),
        ["ppm"] = () => Binary("P6\n48 32\n255\n", Colour()),
    };

    /// <summary>Where the first frame of a GIF of the picture begins.</summary>
    public static int FrameOf(byte[] gif)
    {
        var frame = Array.LastIndexOf(gif, (byte)0x2C, gif.Length - 30);
        while (gif[frame + 5] != Picture.Width || gif[frame + 7] != Picture.Height)
        {
            frame = Array.LastIndexOf(gif, (byte)0x2C, frame - 1);
        }

        return frame;
    }

    /// <summary>The names of all files that show the four greys.</summary>
    public static IEnumerable<string> Names => _written.Keys.Concat(
        Directory.GetFiles(FixtureFolder).Select(file => Path.GetFileName(file)).Where(IsStill).Order(StringComparer.Ordinal));

    private static string FixtureFolder => Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures");

    public static byte[] Read(string name) =>
        _written.TryGetValue(name, out var write) ? write() : File.ReadAllBytes(Path.Combine(FixtureFolder, name));

    private static bool IsStill(string name) => name is not ("animated.webp" or "fax.tif" or "make_fixtures.py");

    private static byte[][] Grey(int bits) => Picture.Rows(bits, (x, y) => [Picture.GreyAt(x, y), Picture.GreyAt(x, y)]);

    private static byte[][] Index(int bits) => Picture.Rows(bits, (x, y) => [(byte)Picture.Quarter(x, y)]);

    private static byte[][] Colour() => Picture.Rows(24, Picture.Colour);

    private static byte[][] BlueFirst() => Picture.Rows(24, (x, y) => [.. Picture.Colour(x, y).Reverse()]);

    private static byte[][] Colour16() => Picture.Rows(48, (x, y) => [.. Picture.Colour(x, y).SelectMany(v => new[] { v, v })]);

    /// <summary>White is written as transparent black: on white paper the same.</summary>
    private static byte[] Veiled(byte[] colour, int x, int y) =>
        Picture.Quarter(x, y) == 3 ? [.. new byte[colour.Length], 0] : [.. colour, 255];

    private static ushort[] TiffPalette()
    {
        var palette = new ushort[3 * 256];
        for (var channel = 0; channel < 3; channel++)
        {
            for (var index = 0; index < 4; index++)
            {
                palette[(channel * 256) + index] = (ushort)(257 * _palette[(3 * index) + channel]);
            }
        }

        return palette;
    }

    private static byte[] Text(string header, Func<int, int, string> pixel)
    {
        var text = new StringBuilder(header);
        for (var y = 0; y < Picture.Height; y++)
        {
            for (var x = 0; x < Picture.Width; x++)
            {
                text.Append(pixel(x, y)).Append(x % 8 == 7 ? '\n' : ' ');
            }
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Binary(string header, byte[][] rows) => [.. Encoding.ASCII.GetBytes(header), .. rows.SelectMany(row => row)];
}
