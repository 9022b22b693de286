using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>What a JPEG file loses: the cosine coefficients of 8×8 pixels, rounded to multiples that depend on the quality.</summary>
/// <remarks>ITU-T T.81 (1992), section A.3.3 and table K.1; the scale of the quality as in the software of the Independent JPEG Group.</remarks>
internal static class JpegNoise
{
    private const int Side = 8;

    private static readonly byte[] _steps =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly float[] _cosines = Cosines();

    /// <summary>The image as it would come back from a JPEG file; blocks at the edges repeat the last pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">1 to 100.</param>
    public static GrayImage Apply(GrayImage image, int quality)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var steps = Array.ConvertAll(_steps, step => Math.Clamp(((step * scale) + 50) / 100, 1, 255));
        var result = new byte[image.Pixels.Length];
        Span<float> block = stackalloc float[Side * Side];
        Span<float> other = stackalloc float[Side * Side];
        for (var top = 0; top < image.Height; top += Side)
        {
            for (var left = 0; left < image.Width; left += Side)
            {
                for (var i = 0; i < block.Length; i++)
                {
                    block[i] = image[Math.Min(left + (i % Side), image.Width - 1), Math.Min(top + (i / Side), image.Height - 1)] - 128;
                }

                Transform(block, other, forward: true);
                for (var i = 0; i < block.Length; i++)
                {
                    block[i] = steps[i] * MathF.Round(block[i] / steps[i]);
                }

                Transform(block, other, forward: false);
                for (var i = 0; i < block.Length; i++)
                {
                    var (x, y) = (left + (i % Side), top + (i / Side));
                    if (x < image.Width && y < image.Height)
                    {
                        result[(y * image.Width) + x] = (byte)Math.Clamp(MathF.Round(block[i] + 128), 0, 255);
                    }
                }
            }
        }

        return new GrayImage(image.Width, image.Height, result);
    }

    // Rows, then columns: C · B · Cᵀ forward, Cᵀ · B · C back.
    private static void Transform(Span<float> block, Span<float> other, bool forward)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var row = 0; row < Side; row++)
            {
                for (var k = 0; k < Side; k++)
                {
                    var sum = 0f;
                    for (var i = 0; i < Side; i++)
                    {
                        sum += block[(row * Side) + i] * (forward ? _cosines[(k * Side) + i] : _cosines[(i * Side) + k]);
                    }

                    other[(k * Side) + row] = sum; // turned, so that the second pass takes the columns
                }
            }

            other.CopyTo(block);
        }
    }

    private static float[] Cosines() => [.. Enumerable.Range(0, Side * Side).Select(i =>
    {
        var (k, n) = Math.DivRem(i, Side);
        return (float)((k == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(Math.PI * ((2 * n) + 1) * k / 16));
    })];
}
