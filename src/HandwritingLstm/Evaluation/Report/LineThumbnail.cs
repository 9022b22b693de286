using HandwritingLstm.Imaging;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>A line's image, small enough to stand in a page.</summary>
/// <param name="Uri">The image as a data URI.</param>
/// <param name="Width">Width of the image file in pixels, to which the characters' extents refer.</param>
/// <param name="Height">Height of the image file in pixels.</param>
internal sealed record LineThumbnail(string Uri, int Width, int Height)
{
    private const int GreyStep = 17; // 16 greys are all that eyes tell apart on handwriting, and pack three times as small

    /// <summary>Loads and scales an image; null where there is none or it cannot be read: a report does not fail for it.</summary>
    public static LineThumbnail? Load(string? path, int height)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        try
        {
            var image = ImageFile.Load(path);
            using var png = new MemoryStream();
            PngWriter.Write(Reduce(image, Math.Min(1, (double)height / image.Height)), png);
            return new LineThumbnail($"data:image/png;base64,{Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length)}", image.Width, image.Height);
        }
        catch (RecognitionException)
        {
            return null;
        }
    }

    /// <summary>Area averages, in 16 greys.</summary>
    internal static GrayImage Reduce(GrayImage image, double scale)
    {
        var width = Math.Max(1, (int)Math.Round(image.Width * scale));
        var height = Math.Max(1, (int)Math.Round(image.Height * scale));
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Range(y, height, image.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Range(x, width, image.Width);
                var sum = 0L;
                for (var row = top; row < bottom; row++)
                {
                    foreach (var pixel in image.Row(row)[left..right])
                    {
                        sum += pixel;
                    }
                }

                var mean = sum / ((bottom - top) * (double)(right - left));
                pixels[(y * width) + x] = (byte)(GreyStep * (int)Math.Round(mean / GreyStep));
            }
        }

        return new GrayImage(width, height, pixels);
    }

    private static (int From, int To) Range(int index, int count, int sourceCount)
    {
        var from = (int)((long)index * sourceCount / count);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * sourceCount / count)));
    }
}
