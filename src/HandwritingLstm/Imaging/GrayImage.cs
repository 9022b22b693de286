namespace HandwritingLstm.Imaging;

/// <summary>A grey image: 8 bits a pixel, 0 = ink … 255 = paper, rows from the top, no padding.</summary>
public sealed class GrayImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">The pixels, shape [height, width], row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    /// <exception cref="ArgumentException">The number of pixels is not width × height.</exception>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height)
        {
            throw new ArgumentException(
                $"A {width}×{height} image has {(long)width * height} pixels, but {pixels.LongLength} were given.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels, shape [height, width]: 0 = ink … 255 = paper.</summary>
    public byte[] Pixels { get; }

    /// <summary>The pixel in column <paramref name="x"/> of row <paramref name="y"/>.</summary>
    public byte this[int x, int y] => Pixels[(y * Width) + x];

    /// <summary>One row of pixels, from left to right.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
