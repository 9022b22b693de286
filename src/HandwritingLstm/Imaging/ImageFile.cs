using System.Globalization;

namespace HandwritingLstm.Imaging;

/// <summary>Image files → <see cref="GrayImage"/>: PNG, JPEG, TIFF, BMP, PNM, WebP, GIF (first frame) and JPEG 2000.</summary>
/// <remarks>
/// The content decides about the format, never the extension. Colour becomes luma (Rec. 601), transparency lies on
/// white, 16 bits become 8, and JPEG and TIFF are turned upright by their orientation tags. The codec is Leptonica, or ImageSharp when
/// built with <c>-p:Stack=nuget</c>; nothing else in the project knows which.
/// </remarks>
public static class ImageFile
{
    /// <summary>Reads an image: its first page, if it has several.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="RecognitionException">The file cannot be read, is no image, is truncated, damaged or too large.</exception>
    public static GrayImage Load(string path, ImageFileOptions? options = null) => Decode(ReadFile(path), path, 0, options);

    /// <summary>Reads all pages of an image; only TIFF files have more than one.</summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<GrayImage> LoadPages(string path, ImageFileOptions? options = null) => [.. OpenPages(path, options).Select(decode => decode())];

    /// <summary>The pages of an image, each decoded when it is asked for: one that cannot be decoded keeps no other from being read.</summary>
    /// <exception cref="RecognitionException">The file cannot be read, is no image or is truncated, whichever page that is; or a page that is asked for is damaged or too large.</exception>
    internal static IReadOnlyList<Func<GrayImage>> OpenPages(string path, ImageFileOptions? options = null)
    {
        var file = ReadFile(path);
        return [.. Enumerable.Range(0, Examine(file, path).Pages.Count).Select(page => new Func<GrayImage>(() => Decode(file, path, page, options)))];
    }

    /// <summary>Counts the pages of an image without decoding them.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file cannot be read, is no image or is truncated.</exception>
    public static int CountPages(string path) => Examine(ReadFile(path), path).Pages.Count;

    /// <summary>Decodes a file that is already in memory.</summary>
    /// <param name="file">The content of the file.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="page">The page, from 0.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="RecognitionException">The file is no image, is truncated, damaged or too large.</exception>
    public static GrayImage Decode(byte[] file, string name, int page = 0, ImageFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var maximum = (options ?? new ImageFileOptions()).MaximumPixels;
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1, nameof(options));
        var header = Examine(file, name);
        if (page < 0 || page >= header.Pages.Count)
        {
            throw new RecognitionException(
                string.Create(CultureInfo.InvariantCulture, $"{name} has {header.Pages.Count} page(s), but page {page + 1} was asked for."));
        }

        var (width, height, orientation) = header.Pages[page];
        if (width <= 0 || height <= 0)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"{name} has no pixels: its header says {width}×{height}; export or copy it again."));
        }

        if (width > maximum / height)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is too large: {width}×{height} pixels, but at most {maximum} are accepted; scale it down or cut it up."));
        }

        try
        {
            return ExifOrientation.Apply(ImageCodec.Decode(file, header, page), orientation);
        }
        catch (InvalidDataException damage)
        {
            throw new RecognitionException($"{name} {damage.Message}.", damage);
        }
    }

    /// <summary>Writes a PNG of 8 bits a pixel; an existing file is replaced at once or not at all.</summary>
    /// <param name="image">The image.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file cannot be written.</exception>
    public static void SavePng(GrayImage image, string path)
    {
        ArgumentNullException.ThrowIfNull(image);
        Save(path, stream => PngWriter.Write(image, stream));
    }

    /// <inheritdoc cref="SavePng(GrayImage, string)"/>
    public static void SavePng(ColourImage image, string path)
    {
        ArgumentNullException.ThrowIfNull(image);
        Save(path, stream => PngWriter.Write(image, stream));
    }

    /// <summary>What a file claims its first page to be, upright, without decoding it.</summary>
    /// <exception cref="RecognitionException">The file cannot be read, is no image or is truncated.</exception>
    internal static ImagePage ReadFirstPage(string path)
    {
        var page = Examine(ReadFile(path), path).Pages[0];
        return page.Orientation >= 5 ? new(page.Height, page.Width) : new(page.Width, page.Height); // 5 to 8: quarter turns
    }

    private static void Save(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = File.Create(partial))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path} cannot be written: {failure.Message}", failure);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    private static ImageHeader Examine(byte[] file, string name)
    {
        try
        {
            return ImageHeader.Read(file);
        }
        catch (InvalidDataException damage)
        {
            throw new RecognitionException($"{name} {damage.Message}.", damage);
        }
    }

    private static byte[] ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecognitionException($"{path} does not exist; check the path.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException(
                Directory.Exists(path) ? $"{path} is a folder, not an image." : $"{path} cannot be read: {failure.Message}", failure);
        }
    }
}
