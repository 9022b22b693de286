using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests;

/// <summary>Line images made in code: slanted strokes on paper, as many as wanted.</summary>
internal static class SampleLine
{
    private const int Height = 40;

    /// <summary>An image of strokes; more strokes make a wider line.</summary>
    public static GrayImage Draw(int strokes = 8)
    {
        var width = 20 + (strokes * 12);
        var pixels = new byte[width * Height];
        Array.Fill(pixels, (byte)245);
        for (var stroke = 0; stroke < strokes; stroke++)
        {
            var top = 6 + (stroke * 7 % 11); // strokes of different heights, so that the lines differ
            for (var y = top; y < Height - 8; y++)
            {
                var x = 10 + (stroke * 12) + ((Height - y) / 8);
                pixels[(y * width) + x] = 20;
                pixels[(y * width) + x + 1] = 40;
            }
        }

        return new GrayImage(width, Height, pixels);
    }

    /// <summary>Writes such an image as a PNG.</summary>
    public static string Write(string path, int strokes = 8)
    {
        ImageFile.SavePng(Draw(strokes), path);
        return path;
    }

    /// <summary>Damages a page of such a TIFF: its header claims more pixels than any page has.</summary>
    /// <param name="path">The file.</param>
    /// <param name="page">The page, from 1.</param>
    public static void DamagePage(string path, int page)
    {
        var file = File.ReadAllBytes(path);
        var directory = 8;
        for (var i = 1; i < page; i++)
        {
            directory = BitConverter.ToInt32(file, directory + 2 + (9 * 12)); // little-endian, as is every machine that .NET runs on
        }

        BitConverter.TryWriteBytes(file.AsSpan(directory + 2 + 8), 1_000_000); // the first field is the width, the second the height
        BitConverter.TryWriteBytes(file.AsSpan(directory + 2 + 12 + 8), 1_000_000);
        File.WriteAllBytes(path, file);
    }

    /// <summary>Writes several images as the pages of one uncompressed TIFF.</summary>
    public static string WriteTiff(string path, params GrayImage[] pages)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write("II*\0"u8);
        var directory = 8u;
        file.Write(directory);
        for (var page = 0; page < pages.Length; page++)
        {
            var image = pages[page];
            (ushort Tag, uint Value)[] fields =
            [
                (256, (uint)image.Width), (257, (uint)image.Height), (258, 8), (259, 1), // 8 bits, not compressed
                (262, 1), (273, directory + 2 + (9 * 12) + 4), (277, 1), (278, (uint)image.Height), (279, (uint)image.Pixels.Length),
            ];
            file.Write((ushort)fields.Length);
            foreach (var (tag, value) in fields)
            {
                file.Write(tag);
                file.Write((ushort)4);
                file.Write(1u);
                file.Write(value);
            }

            var padded = (image.Pixels.Length + 1) & ~1; // a directory begins at an even place
            directory += 2 + (9 * 12) + 4 + (uint)padded;
            file.Write(page + 1 < pages.Length ? directory : 0);
            file.Write(image.Pixels);
            file.Write(new byte[padded - image.Pixels.Length]);
        }

        return path;
    }
}
