using System.Security.Cryptography;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Pdf;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>One item from its file to its results. This file is what a worker process does, on one screen.</summary>
/// <param name="reader">Reads pages.</param>
/// <param name="settings">What to write.</param>
internal sealed class ItemTranscriber(IPageReader reader, WorkerSettings settings)
{
    private (string Stamp, string Content) _lastPdf; // its pages are items that mostly follow each other, and each has its content

    /// <summary>Transcribes one item; its results are on the disk, under their unfinished names, when this returns.</summary>
    public ItemReport Transcribe(ItemRequest request)
    {
        try
        {
            // A PDF file is never held as a whole: scans of a book fill gigabytes.
            byte[] file = PdfScans.IsPdf(request.Path) ? [] : Read(request.Path, File.ReadAllBytes);
            var content = PdfScans.IsPdf(request.Path) ? Read(request.Path, HashPdf) : Hash(file, request.LayoutPath);
            if (string.Equals(content, request.KnownContent, StringComparison.Ordinal))
            {
                return new() { State = ItemState.Done, Content = content, IsUnchanged = true };
            }

            try
            {
                return Transcribe(request, file) with { Content = content };
            }
            catch (Exception problem) when (problem is RecognitionException or OutOfMemoryException)
            {
                return ItemReport.Failed(Reason(request, problem)) with { Content = content };
            }
        }
        catch (RecognitionException problem)
        {
            return ItemReport.Failed(Reason(request, problem));
        }
    }

    private ItemReport Transcribe(ItemRequest request, byte[] file)
    {
        // Of a TIFF file each page is decoded by itself; a PDF page is rendered, and then is a JPEG file.
        var isPdf = PdfScans.IsPdf(request.Path);
        var scan = isPdf ? PdfScans.Render(request.Path, Math.Max(1, request.Page)) : file;
        var image = ImageFile.Decode(scan, request.Path, isPdf ? 0 : Math.Max(0, request.Page - 1));
        var layout = LayoutFile.Load(request.LayoutPath, image.Width, image.Height);
        var page = reader.Read(image, layout);
        var origin = new PageOrigin(Path.GetFileName(request.Path))
        {
            Page = Math.Max(1, request.Page),
            Created = new DateTimeOffset(File.GetLastWriteTimeUtc(request.Path)),
            Model = string.Join(" + ", settings.Models.Select(Path.GetFileNameWithoutExtension)),
        };

        var extensions = new List<string>();
        try
        {
            foreach (var writer in settings.Formats.Select(PageFormats.WriterOf).OfType<IPageWriter>())
            {
                Write(request, writer.Extension, extensions, output => LayoutFile.Write(writer, request.LayoutPath, page, origin, output));
            }

            if (PageFormats.NeedPdf(settings.Formats))
            {
                Write(request, SearchablePdf.Extension, extensions, output => SearchablePdf.Write(page, origin, PageScan.From(scan, image), output));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new() { State = ItemState.Blocked, Error = problem.Message.ReplaceLineEndings(" ") };
        }

        return new() { State = ItemState.Done, Extensions = extensions, Lines = page.Readings.Count };
    }

    private static void Write(ItemRequest request, string extension, List<string> extensions, Action<Stream> write)
    {
        using var output = new FileStream(request.Unfinished + extension, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(output);
        output.Flush(flushToDisk: true);
        extensions.Add(extension);
    }

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"cannot be read: {problem.Message.ReplaceLineEndings(" ")}", problem);
        }
    }

    private string HashPdf(string path)
    {
        var stamp = $"{FileStamp.Of(path)} {path}";
        if (!string.Equals(_lastPdf.Stamp, stamp, StringComparison.Ordinal))
        {
            _lastPdf = (stamp, Hash(path));
        }

        return _lastPdf.Content;
    }

    /// <summary>SHA-256 of a file of any length.</summary>
    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>SHA-256 of the file, and of the file with its lines where there is one.</summary>
    private static string Hash(byte[] file, string? layoutPath)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file);
        if (layoutPath is not null)
        {
            hash.AppendData(Read(layoutPath, File.ReadAllBytes));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>A message without the path it begins with: it is always said of an item that is named.</summary>
    private static string Reason(ItemRequest request, Exception problem)
    {
        var message = problem is OutOfMemoryException
            ? "needs more memory than a worker may hold; allow more with --memory, or scale it down"
            : problem.Message.ReplaceLineEndings(" ");
        return message.StartsWith(request.Path, StringComparison.Ordinal) ? message[request.Path.Length..].TrimStart(':', ' ') : message;
    }
}
