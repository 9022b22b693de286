using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>One page that shall be transcribed: an image, or a page of a TIFF or PDF file.</summary>
/// <param name="File">The file's name below the input folder, with <c>/</c>.</param>
/// <param name="Path">Where the file is.</param>
/// <param name="Page">The page, from 1; 0 where the file is one page.</param>
internal sealed record PageItem(string File, string Path, int Page)
{
    // File systems allow 255; extensions such as .page.xml and a page's number are still to come.
    private const int MostNameBytes = 220;

    /// <summary>Number of pages of the file; 0 = they could not be counted.</summary>
    public int PageCount { get; init; } = 1;

    /// <summary>A PAGE or ALTO file beside the image whose lines are used; null = none.</summary>
    public string? LayoutPath { get; init; }

    /// <summary>Sizes and times of the files, to see cheaply that nothing has changed.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>SHA-256 of the item's files as far as their results are there already; null = it must be done.</summary>
    public string? KnownContent { get; init; }

    /// <summary>Why the item cannot even be begun; null = it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Its name in the ledger and in messages: <c>scan.jpg</c>, <c>scans.tif#2</c>.</summary>
    public string Name => Page == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}#{Page}");

    /// <summary>
    /// The name of its results below the output folder, before their extension. It keeps the image's extension: two images
    /// that differ in nothing else must not share a result. A name too long for a file system ends in its hash.
    /// </summary>
    public string ResultName => Page == 0 ? ShortFile : string.Create(CultureInfo.InvariantCulture, $"{ShortFile}-p{Page:0000}");

    /// <summary>The folder below the input folder that it lies in, with <c>/</c>; empty for the input folder itself.</summary>
    public string Folder => File.LastIndexOf('/') is > 0 and var slash ? File[..slash] : "";

    /// <summary>The file of an item of this name; the name itself where it names no page.</summary>
    public static string FileOf(string name) =>
        name.LastIndexOf('#') is > 0 and var mark && int.TryParse(name.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? name[..mark] : name;

    private string ShortFile
    {
        get
        {
            var name = File[(File.LastIndexOf('/') + 1)..];
            if (Encoding.UTF8.GetByteCount(name) <= MostNameBytes)
            {
                return File;
            }

            var kept = new StringBuilder();
            var bytes = 0;
            foreach (var rune in name.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= MostNameBytes - 17))
            {
                kept.Append(rune.ToString());
            }

            return $"{File[..^name.Length]}{kept}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}";
        }
    }
}
