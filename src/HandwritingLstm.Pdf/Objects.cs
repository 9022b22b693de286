using System.IO.Compression;
using PdfSharp.Pdf;

namespace HandwritingLstm.Pdf;

/// <summary>Makes the objects that a PDF file consists of.</summary>
internal static class Objects
{
    /// <summary>An indirect dictionary of a type.</summary>
    public static PdfDictionary Dictionary(PdfDocument document, string type)
    {
        var dictionary = new PdfDictionary(document);
        dictionary.Elements.SetName("/Type", type);
        document.Internals.AddObject(dictionary);
        return dictionary;
    }

    /// <summary>An indirect stream, compressed.</summary>
    public static PdfDictionary Stream(PdfDocument document, byte[] content) => FilteredStream(document, Deflate(content), "/FlateDecode");

    /// <summary>An indirect stream of bytes that are compressed already.</summary>
    public static PdfDictionary FilteredStream(PdfDocument document, byte[] filtered, string filter)
    {
        var stream = new PdfDictionary(document);
        stream.CreateStream(filtered);
        stream.Elements.SetName("/Filter", filter);
        document.Internals.AddObject(stream);
        return stream;
    }

    /// <summary>An array of whole numbers.</summary>
    public static PdfArray Array(PdfDocument document, params int[] values) => new(document, [.. values.Select(value => new PdfInteger(value))]);

    /// <summary>Compresses as the filter FlateDecode wants it.</summary>
    public static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }
}
