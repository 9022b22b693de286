using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests;

/// <summary>Page images made in code: lines of zigzag strokes.</summary>
internal static class SamplePage
{
    public const int Width = 640;
    public const int Height = 600;

    /// <summary>A page of lines, 70 pixels from one to the next.</summary>
    public static GrayImage Draw(int lines)
    {
        var image = new GrayImage(Width, Height, [.. Enumerable.Repeat((byte)230, Width * Height)]);
        for (var line = 0; line < lines; line++)
        {
            for (var letter = 0; letter < 26; letter++)
            {
                var top = letter % 5 == line % 5 ? 36 : 18; // ascenders, elsewhere in every line
                for (var i = 0; i < top; i++)
                {
                    Dot(60 + (letter * 20), 80 + (line * 70) - i);
                    Dot(60 + (letter * 20) + (i * 10 / top), 80 + (line * 70) - (i * 18 / top));
                }
            }
        }

        return image;

        void Dot(int x, int y)
        {
            image.Row(y).Slice(x, 3).Fill(40);
            image.Row(y + 1).Slice(x, 3).Fill(40);
        }
    }

    /// <summary>Writes such a page as a PNG.</summary>
    public static string Write(string path, int lines)
    {
        ImageFile.SavePng(Draw(lines), path);
        return path;
    }
}
