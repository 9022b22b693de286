using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Line images made of straight strokes, drawn with soft edges.</summary>
internal sealed class TestLine
{
    private readonly float[] _ink; // [height, width], 0 = paper … 1 = ink

    public TestLine(int width, int height)
    {
        Width = width;
        Height = height;
        _ink = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A level line of upright strokes: small letters among them some ascenders and descenders.</summary>
    /// <param name="slantDegrees">Lean to the right.</param>
    /// <param name="skewDegrees">Fall to the right.</param>
    /// <param name="ascenders">Whether every fifth stroke is tall.</param>
    /// <param name="descenders">Whether every twentieth stroke hangs down.</param>
    public static TestLine OfStrokes(double slantDegrees = 0, double skewDegrees = 0, bool ascenders = true, bool descenders = true)
    {
        var line = new TestLine(900, 120);
        var slant = Math.Tan(slantDegrees * Math.PI / 180);
        var skew = Math.Tan(skewDegrees * Math.PI / 180);
        for (var letter = 0; letter < 40; letter++)
        {
            var top = ascenders && letter % 5 == 1 ? 30.0 : 50.0;
            var bottom = descenders && letter % 20 == 3 ? 90.0 : 70.0;
            var x = 60 + (20 * letter) - (letter % 7 == 0 ? 5 : 0);
            Stroke(top, bottom);
            if (letter % 2 == 0)
            {
                // Joins the letter to the next one.
                line.Draw(At(x, 70), At(x + 14, 70), 3);
            }

            void Stroke(double from, double to) => line.Draw(At(x, from), At(x, to), 3);
        }

        return line;

        (double X, double Y) At(double x, double y)
        {
            var sheared = x - ((y - 60) * slant);
            return (sheared, y + ((x - 450) * skew));
        }
    }

    /// <summary>Draws a stroke with round ends.</summary>
    public TestLine Draw((double X, double Y) from, (double X, double Y) to, double thickness)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Max((dx * dx) + (dy * dy), 1e-9);
        var reach = thickness + 1;
        for (var y = (int)Math.Max(0, Math.Min(from.Y, to.Y) - reach); y < Math.Min(Height, Math.Max(from.Y, to.Y) + reach); y++)
        {
            for (var x = (int)Math.Max(0, Math.Min(from.X, to.X) - reach); x < Math.Min(Width, Math.Max(from.X, to.X) + reach); x++)
            {
                var along = Math.Clamp((((x + 0.5 - from.X) * dx) + ((y + 0.5 - from.Y) * dy)) / length, 0, 1);
                var (ox, oy) = (x + 0.5 - from.X - (along * dx), y + 0.5 - from.Y - (along * dy));
                var ink = (float)Math.Clamp((thickness / 2) + 0.5 - Math.Sqrt((ox * ox) + (oy * oy)), 0, 1);
                _ink[(y * Width) + x] = Math.Max(_ink[(y * Width) + x], ink);
            }
        }

        return this;
    }

    public InkMap ToInk() => new(Width, Height, (float[])_ink.Clone(), 0.5f);

    public StrokePixels ToStrokes() => StrokePixels.Find(ToInk());

    /// <summary>Black on white.</summary>
    public GrayImage ToImage() => ToImage((_, _) => 255, 1);

    /// <summary>Ink of a certain contrast on paper of any brightness.</summary>
    public GrayImage ToImage(Func<int, int, double> paper, double contrast)
    {
        var pixels = new byte[_ink.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(Math.Round(paper(i % Width, i / Width) * (1 - (contrast * _ink[i]))), 0, 255);
        }

        return new(Width, Height, pixels);
    }
}
