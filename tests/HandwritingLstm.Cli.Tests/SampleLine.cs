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
}
