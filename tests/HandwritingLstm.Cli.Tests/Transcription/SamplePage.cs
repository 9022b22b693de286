using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>Page images made in code: lines of strokes one below the other.</summary>
internal static class SamplePage
{
    /// <summary>A page with lines of so many strokes each.</summary>
    public static GrayImage Draw(params int[] strokes)
    {
        const int LineDistance = 70;
        const int Margin = 60;
        var lines = strokes.Select(SampleLine.Draw).ToArray();
        var (width, height) = (lines.Max(line => line.Width) + (2 * Margin), (LineDistance * lines.Length) + (2 * Margin));
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)245);
        for (var i = 0; i < lines.Length; i++)
        {
            for (var y = 0; y < lines[i].Height; y++)
            {
                lines[i].Row(y).CopyTo(pixels.AsSpan(((Margin + (LineDistance * i) + y) * width) + Margin));
            }
        }

        return new(width, height, pixels);
    }

    /// <summary>Writes such a page as a PNG.</summary>
    public static string Write(string path, params int[] strokes)
    {
        ImageFile.SavePng(Draw(strokes), path);
        return path;
    }
}
