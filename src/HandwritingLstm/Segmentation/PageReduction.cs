using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Makes an image smaller by a whole factor: means of squares of pixels.</summary>
internal static class PageReduction
{
    /// <summary>The factor that brings an image's longer side nearest to a length.</summary>
    public static int FactorFor(GrayImage image, int length) =>
        Math.Max(1, (int)Math.Round(Math.Max(image.Width, image.Height) / (double)length, MidpointRounding.AwayFromZero));

    /// <summary>Reduces an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="factor">Pixels of the image per pixel of the result, along each axis; at least 1.</param>
    /// <returns>The reduced image; what does not fill a square at the right and lower edges is left out.</returns>
    public static GrayImage Reduce(GrayImage image, int factor)
    {
        var (width, height) = (image.Width / factor, image.Height / factor);
        if (factor == 1 || width == 0 || height == 0)
        {
            return image;
        }

        var pixels = new byte[width * height];
        var sums = new int[width];
        var area = factor * factor;
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (var row = y * factor; row < (y + 1) * factor; row++)
            {
                var source = image.Row(row);
                for (var x = 0; x < width; x++)
                {
                    foreach (var pixel in source.Slice(x * factor, factor))
                    {
                        sums[x] += pixel;
                    }
                }
            }

            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (byte)((sums[x] + (area / 2)) / area);
            }
        }

        return new(width, height, pixels);
    }
}
