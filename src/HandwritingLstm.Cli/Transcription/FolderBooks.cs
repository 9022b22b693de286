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

    /// <summary>Before a folder's name in the ledger; no file is called so.</summary>
    private const string Mark = "book:";

    /// <summary>Makes the books whose pages are not those they were made of, and removes those whose scans are all gone.</summary>
    /// <param name="items">All items of the input folder, in their order.</param>
    /// <param name="stateOf">What became of an item; null = nothing yet.</param>
    /// <param name="isThere">Whether the file of an item is still there, by the item's name (<see cref="InputFolder.Has"/>).</param>
    /// <returns>What is wrong with books, in one line each: pages that failed and are missing, files that cannot be joined or written.</returns>
    /// <exception cref="RecognitionException">The ledger cannot be written.</exception>
    public IReadOnlyList<string> Write(IReadOnlyList<PageItem> items, Func<PageItem, ItemState?> stateOf, Func<string, bool> isThere)
    {
        var problems = new List<string>();
        var places = items.ToLookup(item => item.Folder, StringComparer.Ordinal);
        foreach (var place in places)
        {
            var states = place.ToLookup(stateOf);
            problems.AddRange(Missing(place.Key, [.. states[ItemState.Failed]]));
            if (states[ItemState.Done].ToList() is { Count: > 0 } done && !HasOthers(place.Key, place, isThere))
            {
                problems.AddRange(Update(place.Key, done));
            }
        }

        // Where nothing is left at all, rather a disk is not there than every scan deleted.
        foreach (var place in BooksInLedger().Where(place => items.Count > 0 && !places.Contains(place) && !HasScans(place, items, isThere)))
        {
            problems.AddRange(Update(place, []));
        }

        return problems;
    }

    /// <summary>Names the pages that a book lacks because they failed.</summary>
    private static IEnumerable<string> Missing(string place, List<PageItem> failed)
    {
        const int Most = 20;
        if (failed.Count > 0)
        {
            var others = failed.Count > Most ? string.Create(CultureInfo.InvariantCulture, $" and {failed.Count - Most} others") : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{NameOf(place, 1)}: lacks the pages that failed ({failed.Count}): {string.Join(", ", failed.Take(Most).Select(page => page.Name))}{others}");
        }
    }

    /// <summary>Brings a folder's book up to date; returns what was in the way. What stands there stays until the new one is whole.</summary>
    private IEnumerable<string> Update(string place, List<PageItem> pages)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', pages.Select(page => $"{page.Name} {page.Stamp} {ledger.Latest[page.Name].Content} {fingerprint}")))));
        var old = ledger.Latest.GetValueOrDefault(Mark + place);
        var isSame = string.Equals(old?.Content, content, StringComparison.Ordinal) && old!.Results.All(result => File.Exists(folder.Result(result)));
        if (isSame)
        {
            return [];
        }

        List<string> results;
        try
        {
            results = WriteVolumes(place, pages);
            foreach (var tooMany in old?.Results.Except(results, StringComparer.Ordinal) ?? [])
            {
                File.Delete(folder.Result(tooMany));
            }
        }
        catch (Exception problem) when (problem is RecognitionException or IOException or UnauthorizedAccessException)
        {
            return [$"{NameOf(place, 1)}: is not made anew: {problem.Message.ReplaceLineEndings(" ")}"];
        }

        ledger.Append(new()
        {
            Item = Mark + place,
            State = ItemState.Done,
            Stamp = "",
            Content = content,
            Model = fingerprint.Model,
            Options = fingerprint.Options,
            Results = results,
        });
        return [];
    }

    private List<string> WriteVolumes(string place, List<PageItem> pages)
    {
        var results = new List<string>();
        for (var first = 0; first < pages.Count;)
        {
            var files = new List<string>();
            for (var bytes = 0L; first < pages.Count && (files.Count == 0 || bytes < VolumeBytes); first++)
            {
                files.Add(FileOf(pages[first]));
                bytes += new FileInfo(files[^1]).Length;
            }

            var name = NameOf(place, results.Count + 1);
            var title = (place.Length > 0 ? place : "book") + Number(results.Count + 1);
            var created = new DateTimeOffset(pages.Max(page => File.GetLastWriteTimeUtc(page.Path)));
            Disk.MakeFolder(Path.GetDirectoryName(folder.Result(name))!);
            AtomicFile.Write(folder.Result(name), output => SearchablePdf.Join(files, title, created, output));
            results.Add(name);
        }

        return results;
    }

    private static string NameOf(string place, int volume) => $"{(place.Length > 0 ? place + "/" : "")}book{Number(volume)}.pdf";

    private static string Number(int volume) => volume == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{volume}");

    private string FileOf(PageItem page) => folder.Result(ledger.Latest[page.Name].Results.First(result => result.EndsWith(SearchablePdf.Extension, StringComparison.Ordinal)));

    /// <summary>The folders that have a book.</summary>
    private List<string> BooksInLedger() =>
        [.. ledger.Latest.Values.Where(record => record.Item.StartsWith(Mark, StringComparison.Ordinal) && record.Results.Count > 0).Select(record => record.Item[Mark.Length..])];

    /// <summary>Whether a folder has pages that were read before, but that this run is not about: their book would become shorter.</summary>
    private bool HasOthers(string place, IEnumerable<PageItem> items, Func<string, bool> isThere)
    {
        var files = items.Select(item => item.File).ToHashSet(StringComparer.Ordinal);
        return KnownPages(place).Any(page => page.Results.Count > 0 && !files.Contains(PageItem.FileOf(page.Item)) && isThere(page.Item));
    }

    /// <summary>Whether scans that the ledger knows are, or may be, still there: a run may be about other files, or not get into the folder.</summary>
    private bool HasScans(string place, IReadOnlyList<PageItem> items, Func<string, bool> isThere) =>
        items.Any(item => item.Problem is not null && $"{place}/".StartsWith(item.File + '/', StringComparison.Ordinal))
        || KnownPages(place).Any(page => isThere(page.Item));

    /// <summary>What the ledger says last of the pages of a folder.</summary>
    private IEnumerable<LedgerRecord> KnownPages(string place) => ledger.Latest.Values.Where(record =>
        !record.Item.StartsWith(Mark, StringComparison.Ordinal)
        && string.Equals(new PageItem(PageItem.FileOf(record.Item), "", 0).Folder, place, StringComparison.Ordinal));
}
