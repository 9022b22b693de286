using HandwritingLstm.Imaging;

namespace HandwritingLstm.Reliability;

/// <summary>Page images made in code: zigzag lines, each page another number of them.</summary>
internal static class DrawnPages
{
    private const int Width = 640;
    private const int LineDistance = 70;

    /// <summary>A page.</summary>
    /// <param name="number">Another number, another page.</param>
    public static GrayImage Draw(int number)
    {
        var lines = 2 + (number % 4);
        var height = 120 + (LineDistance * lines);
        var image = new GrayImage(Width, height, [.. Enumerable.Repeat((byte)235, Width * height)]);
        for (var line = 0; line < lines; line++)
        {
            for (var letter = 0; letter < 26; letter++)
            {
                var top = ((letter * 7) + number) % 5 == line % 5 ? 36 : 18;
                for (var i = 0; i < top; i++)
                {
                    var (x, y) = (60 + (letter * 20), 100 + (line * LineDistance) - i);
                    image.Row(y).Slice(x, 3).Fill(40);
                    image.Row(100 + (line * LineDistance) - (i * 18 / top)).Slice(x + (i * 10 / top), 3).Fill(40);
                }
            }
        }

        return image;
    }

    /// <summary>A folder of such pages.</summary>
    public static string Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            ImageFile.SavePng(Draw(i), Path.Combine(folder, FormattableString.Invariant($"page{i + 1}.png")));
        }

        return folder;
    }
}
