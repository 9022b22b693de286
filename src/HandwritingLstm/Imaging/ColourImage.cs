namespace HandwritingLstm.Imaging;

/// <summary>A colour image to be looked at: red, green and blue, 8 bits each, rows from the top, no padding.</summary>
public sealed class ColourImage
{
    /// <summary>A colour image that looks like a grey one.</summary>
    /// <param name="image">The grey image.</param>
    public ColourImage(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Width = image.Width;
        Height = image.Height;
        Pixels = new byte[3L * Width * Height];
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            Pixels.AsSpan(3 * i, 3).Fill(image.Pixels[i]);
        }
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels, shape [height, width, 3]: red, green, blue, 0 to 255.</summary>
    public byte[] Pixels { get; }

    /// <summary>Mixes a colour into a pixel; beyond the image nothing happens.</summary>
    /// <param name="x">The column.</param>
    /// <param name="y">The row.</param>
    /// <param name="colour">0xRRGGBB.</param>
    /// <param name="share">How much of the colour, 0 to 1.</param>
    public void Blend(int x, int y, int colour, float share)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height)
        {
            return;
        }

        var pixel = Pixels.AsSpan(3 * ((y * Width) + x), 3);
        for (var channel = 0; channel < 3; channel++)
        {
            var wanted = (colour >> (8 * (2 - channel))) & 0xFF;
            pixel[channel] = (byte)(pixel[channel] + (share * (wanted - pixel[channel])) + 0.5f);
        }
    }
}
