using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

/// <summary>Pages of zigzag writing drawn in code, which know of every pixel to which line it belongs.</summary>
internal sealed class TestPage(int width, int height)
{
    private const int Thickness = 3;

    private readonly byte[] _owners = new byte[width * height]; // 0 = paper, else the number of the line from 1
    private readonly byte[] _paper = [.. Enumerable.Repeat((byte)225, width * height)];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>The lines' baselines, in the order they were written.</summary>
    public List<PagePoint[]> Baselines { get; } = [];

    /// <summary>A page of lines, one below the other.</summary>
    public static TestPage OfLines(int count = 12, double degrees = 0, double curve = 0, double spacing = 66)
    {
        var page = new TestPage(900, 1000);
        var slope = Math.Tan(degrees * Math.PI / 180);
        for (var line = 0; line < count; line++)
        {
            var y = 110 + (line * spacing);
            var end = line % 5 == 4 ? 500 : 800; // a paragraph's last line is shorter
            page.Write(x => y + (slope * (x - 450)) + (curve * Math.Sin(x / 150)), 100, end);
        }

        return page;
    }

    /// <summary>Writes a line.</summary>
    /// <param name="baseline">The baseline's y at every x.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="right">Where it ends at the latest.</param>
    /// <param name="letterHeight">Of small letters.</param>
    public TestPage Write(Func<double, double> baseline, double left, double right, double letterHeight = 18)
    {
        var number = Baselines.Count + 1;
        var letter = number * 3; // every line begins with another letter
        var x = left;
        while (x + letterHeight <= right)
        {
            DrawLetter(number, letter, x, baseline(x), letterHeight);
            letter++;
            x += letterHeight * (letter % 7 == 0 ? 2.1 : 0.9); // a gap between words
        }

        Baselines.Add([.. Enumerable.Range(0, 11).Select(i => left + ((right - left) * i / 10)).Select(at => new PagePoint((float)at, (float)baseline(at)))]);
        return this;
    }

    /// <summary>Draws a stroke of a line.</summary>
    public TestPage Stroke(int line, double x1, double y1, double x2, double y2)
    {
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)));
        for (var i = 0; i <= steps; i++)
        {
            var (x, y) = (x1 + ((x2 - x1) * i / Math.Max(1, steps)), y1 + ((y2 - y1) * i / Math.Max(1, steps)));
            for (var dy = 0; dy < Thickness; dy++)
            {
                for (var dx = 0; dx < Thickness; dx++)
                {
                    Set((int)x + dx, (int)y + dy, (byte)line);
                }
            }
        }

        return this;
    }

    /// <summary>Changes the paper: brightness of every pixel without writing.</summary>
    public TestPage Paper(Func<int, int, byte, int> brightness)
    {
        for (var i = 0; i < _paper.Length; i++)
        {
            _paper[i] = (byte)Math.Clamp(brightness(i % Width, i / Width, _paper[i]), 0, 255);
        }

        return this;
    }

    /// <summary>To which line a pixel of ink belongs, from 1; 0 = paper.</summary>
    public int OwnerAt(int x, int y) => _owners[(y * Width) + x];

    /// <summary>Grey pixels, every one drawn as a square.</summary>
    /// <param name="scale">Side of the squares.</param>
    /// <param name="ink">Brightness of the ink.</param>
    public GrayImage ToImage(int scale = 1, byte ink = 60)
    {
        var pixels = new byte[Width * scale * Height * scale];
        for (var i = 0; i < pixels.Length; i++)
        {
            var at = (i / (Width * scale) / scale * Width) + (i % (Width * scale) / scale);
            pixels[i] = _owners[at] > 0 ? ink : _paper[at];
        }

        return new(Width * scale, Height * scale, pixels);
    }

    private void DrawLetter(int line, int letter, double x, double y, double h)
    {
        var top = y - (letter % 5 == 1 ? 2 * h : h);
        var bottom = y + (letter % 6 == 2 ? 0.9 * h : 0);
        Stroke(line, x, top, x, y - Thickness);
        Stroke(line, x, y - Thickness, x + (h / 2), y - h);
        Stroke(line, x + (h / 2), y - h, x + (h / 2), bottom - Thickness);
    }

    private void Set(int x, int y, byte line)
    {
        if (x >= 0 && y >= 0 && x < Width && y < Height)
        {
            _owners[(y * Width) + x] = line;
        }
    }
}
