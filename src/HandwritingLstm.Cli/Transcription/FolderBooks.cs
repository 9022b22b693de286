using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandwritingLstm.Models;
using HandwritingLstm.Pdf;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>A searchable PDF of all pages of a folder: <c>book.pdf</c>, and <c>book-2.pdf</c> … where it would grow too large.</summary>
/// <param name="folder">Where results lie.</param>
/// <param name="ledger">Knows of which pages a book was made.</param>
/// <param name="fingerprint">How pages are made.</param>
internal sealed class FolderBooks(BatchFolder folder, Ledger ledger, BatchFingerprint fingerprint)
{
    /// <summary>A volume's pages are held in memory while it is made.</summary>
    private const long VolumeBytes = 200L << 20;

    /// <summary>Makes the books whose pages are not those they were made of.</summary>
    /// <param name="pages">All pages whose results are there, in their order.</param>
    /// <exception cref="RecognitionException">A book cannot be written.</exception>
    public void Write(IReadOnlyList<PageItem> pages)
    {
        foreach (var group in pages.GroupBy(page => page.Folder, StringComparer.Ordinal))
        {
            var name = $"book:{group.Key}"; // no file is called so
            var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                string.Join('\n', group.Select(page => $"{page.Name} {page.Stamp} {ledger.Latest[page.Name].Content} {fingerprint}")))));
            var old = ledger.Latest.GetValueOrDefault(name);
            if (string.Equals(old?.Content, content, StringComparison.Ordinal) && old!.Results.All(result => File.Exists(folder.Result(result))))
            {
                continue;
            }

            var results = WriteVolumes(group.Key, [.. group]);
            foreach (var tooMany in old?.Results.Except(results, StringComparer.Ordinal) ?? [])
            {
                File.Delete(folder.Result(tooMany));
            }

            ledger.Append(new()
            {
                Item = name,
                State = ItemState.Done,
                Stamp = "",
                Content = content,
                Model = fingerprint.Model,
                Options = fingerprint.Options,
                Results = results,
            });
        }
    }

    private List<string> WriteVolumes(string place, List<PageItem> pages)
    {
        var results = new List<string>();
        var created = new DateTimeOffset(pages.Max(page => File.GetLastWriteTimeUtc(page.Path)));
        for (var first = 0; first < pages.Count;)
        {
            var files = new List<string>();
            for (var bytes = 0L; first < pages.Count && (files.Count == 0 || bytes < VolumeBytes); first++)
            {
                files.Add(FileOf(pages[first]));
                bytes += new FileInfo(files[^1]).Length;
            }

            var number = results.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{results.Count + 1}");
            var name = $"{(place.Length > 0 ? place + "/" : "")}book{number}.pdf";
            var title = place.Length > 0 ? place : "book";
            Disk.MakeFolder(Path.GetDirectoryName(folder.Result(name))!);
            AtomicFile.Write(folder.Result(name), output => SearchablePdf.Join(files, title + number, created, output));
            results.Add(name);
        }

        return results;
    }

    private string FileOf(PageItem page) => folder.Result(ledger.Latest[page.Name].Results.First(result => result.EndsWith(SearchablePdf.Extension, StringComparison.Ordinal)));
}
