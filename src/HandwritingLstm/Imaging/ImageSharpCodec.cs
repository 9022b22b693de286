using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;

namespace HandwritingLstm.Imaging;

/// <summary>Decodes with SixLabors.ImageSharp 3.1 (<c>-p:Stack=nuget</c>); it has no JPEG 2000.</summary>
internal static class ImageSharpCodec
{
    /// <summary>Loads the library.</summary>
    public static void Prepare() => _ = Configuration.Default;

    /// <summary>Decodes one page to grey, as stored (not turned by an orientation tag).</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">What its header says, which has been checked.</param>
    /// <param name="page">The page, from 0; only TIFF has more than one.</param>
    /// <exception cref="InvalidDataException">ImageSharp cannot decode it.</exception>
    public static GrayImage Decode(byte[] file, ImageHeader header, int page)
    {
        if (header.Format == ImageFormat.Jpeg2000)
        {
            throw new InvalidDataException("is a JPEG 2000 file, which this build cannot read; save it as PNG");
        }

        try
        {
            var options = new DecoderOptions { MaxFrames = (uint)page + 1, SkipMetadata = true };
            using var image = Image.Load<Rgba32>(options, file);
            using var frame = image.Frames.CloneFrame(Math.Min(page, image.Frames.Count - 1));
            return ToGray(frame);
        }
        catch (Exception failure) when (failure is ImageFormatException or NotSupportedException or InvalidMemoryOperationException)
        {
            throw new InvalidDataException($"is a damaged or unusual {header.Format} file that cannot be decoded; save it as PNG", failure);
        }
    }

    private static GrayImage ToGray(Image<Rgba32> image)
    {
        var gray = new GrayImage(image.Width, image.Height, new byte[(long)image.Width * image.Height]);
        image.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var from = rows.GetRowSpan(y);
                var to = gray.Row(y);
                for (var x = 0; x < from.Length; x++)
                {
                    to[x] = Luma.OnWhite(from[x].R, from[x].G, from[x].B, from[x].A);
                }
            }
        });
        return gray;
    }
}
