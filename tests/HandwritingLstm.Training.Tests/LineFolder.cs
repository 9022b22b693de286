using System.Globalization;
using System.Text;

namespace HandwritingLstm.Training.Tests;

/// <summary>A data set made in code: images of bars, as many as the text has letters, and their ground truth.</summary>
internal sealed class LineFolder : IDisposable
{
    private readonly StringBuilder _csv = new("image,text,split\n");
    private int _count;

    public LineFolder() => Path = Directory.CreateTempSubdirectory("htr-training-").FullName;

    public string Path { get; }

    public string Csv => System.IO.Path.Combine(Path, "truth.csv");

    public string Run => System.IO.Path.Combine(Path, "run");

    /// <summary>Adds lines of growing width, such as "ab", "aba", ….</summary>
    public LineFolder With(int lines, string split = "train")
    {
        for (var i = 0; i < lines; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 2 + (i % 7)).Select(letter => (letter + i) % 3 == 0 ? 'a' : 'b'));
            Add($"line{_count}.pgm", text, split, Bars(text));
        }

        return this;
    }

    /// <summary>Adds one line; null = the image is missing.</summary>
    public void Add(string image, string text, string split, byte[]? file)
    {
        _count++;
        _csv.Append(CultureInfo.InvariantCulture, $"{image},\"{text}\",{split}\n");
        File.WriteAllText(Csv, _csv.ToString());
        if (file is not null)
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, image), file);
        }
    }

    /// <summary>A PGM image on which every a is a thick and every b a thin bar.</summary>
    public static byte[] Bars(string text)
    {
        const int Height = 32;
        var width = (text.Length * 24) + 8;
        var pixels = new byte[width * Height];
        pixels.AsSpan().Fill(255);
        for (var i = 0; i < text.Length; i++)
        {
            for (var y = 6; y < 26; y++)
            {
                pixels.AsSpan((y * width) + 8 + (i * 24), text[i] == 'a' ? 10 : 4).Clear();
            }
        }

        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{width} {Height}\n255\n")), .. pixels];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
