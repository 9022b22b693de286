using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Finds the pages below a folder, in natural order.</summary>
/// <remarks>
/// Names that begin with a point, and links to folders, are left out; so are output folders, this one and those of other batches. What
/// cannot be looked at is an item with a problem: it is counted and named like any other.
/// </remarks>
internal sealed class InputFolder
{
    private static readonly string[] _layoutFolders = ["", "page", "alto"]; // the latter two as transcription tools export them
    private static readonly string[] _layoutEndings = [".xml", PageXml.FileExtension, ".alto.xml"]; // the latter two as htr segment writes them

    private const char NoUtf8 = '\uFFFD'; // what stands for bytes in a name that are none

    private readonly string _argument;
    private readonly string _output;

    /// <param name="argument">A folder, a pattern such as <c>scans/**/*.tif</c>, or a file.</param>
    /// <param name="output">The output folder.</param>
    /// <exception cref="RecognitionException">There is no such folder or file.</exception>
    public InputFolder(string argument, string output)
    {
        _argument = argument;
        _output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)); // of / remains /
        Base = Path.TrimEndingDirectorySeparator(Path.GetFullPath(BaseOf(argument)));
        if (string.Equals(Base, _output, StringComparison.Ordinal))
        {
            throw new RecognitionException($"{output}: is the input folder too; give the results a folder of their own, such as {Path.Combine(output, "out")}.");
        }
    }

    /// <summary>The folder that names of items begin below, absolute.</summary>
    public string Base { get; }

    /// <summary>The pages that are there now.</summary>
    /// <param name="known">Number of pages of a file that is as the ledger knows it; null = the file must be opened to count.</param>
    public IReadOnlyList<PageItem> List(Func<string, string, int?> known) =>
        [.. Files().OrderBy(file => file.Name, NaturalOrder.Comparer).SelectMany(file => file.Problem is null ? Pages(file, known) : [file])];

    /// <summary>Whether the file of an item is still there, which this run need not be about.</summary>
    /// <param name="name">The item's name.</param>
    public bool Has(string name) => File.Exists(Path.Combine(Base, name)) || File.Exists(Path.Combine(Base, PageItem.FileOf(name)));

    private static string BaseOf(string argument)
    {
        if (Directory.Exists(argument))
        {
            return argument;
        }

        if (File.Exists(argument))
        {
            return Path.GetDirectoryName(Path.GetFullPath(argument))!;
        }

        if (!GlobPattern.IsPattern(argument))
        {
            throw new RecognitionException($"{argument}: no such file or folder; name a folder of scans.");
        }

        var fixedPart = argument[..argument.AsSpan().IndexOfAny('*', '?')];
        return fixedPart.LastIndexOf('/') is >= 0 and var slash ? fixedPart[..(slash + 1)] : ".";
    }

    private IEnumerable<PageItem> Files()
    {
        if (!GlobPattern.IsPattern(_argument))
        {
            return Directory.Exists(_argument) ? Below(new DirectoryInfo(Base)) : File.Exists(_argument) ? [Item(Path.GetFullPath(_argument))] : [];
        }

        // What is named lies in a folder of results, this one or that of another batch, only where all the input does.
        var isInside = IsBelow(Base, _output);
        return GlobPattern.Expand(_argument)
            .SelectMany(path => Directory.Exists(path) ? Below(new DirectoryInfo(path)) : [Item(Path.GetFullPath(path))])
            .Where(item => item.Problem is not null || (IsScan(item.Path) && (isInside || !IsBelow(item.Path, _output)) && !IsResultOfBatch(item.Path) && !IsCutOfScan(item.Path)))
            .DistinctBy(item => item.Path, StringComparer.Ordinal);
    }

    private IEnumerable<PageItem> Below(DirectoryInfo folder)
    {
        var (entries, problem) = EntriesOf(folder);
        if (problem is not null)
        {
            yield return Item(folder.FullName) with { Problem = $"the folder cannot be looked into: {problem}" };
        }

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo inner)
            {
                if (inner.LinkTarget is null && !string.Equals(inner.FullName, _output, StringComparison.Ordinal) && !BatchFolder.IsOne(inner.FullName))
                {
                    foreach (var file in Below(inner))
                    {
                        yield return file;
                    }
                }
            }
            else if (IsScan(entry.FullName) && !IsCutOfScan(entry.FullName))
            {
                yield return Item(entry.FullName);
            }
        }
    }

    private static (IReadOnlyList<FileSystemInfo> Entries, string? Problem) EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return ([.. folder.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.')], null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ([], problem.Message.ReplaceLineEndings(" "));
        }
    }

    private PageItem Item(string path)
    {
        var relative = Path.GetRelativePath(Base, path);
        var name = Path.DirectorySeparatorChar == '/' ? relative : relative.Replace(Path.DirectorySeparatorChar, '/');
        return new PageItem(name, path, 0)
        {
            Stamp = FileStamp.Of(path),
            Problem = name.Contains(NoUtf8, StringComparison.Ordinal) && !Path.Exists(path) ? "its name is not UTF-8 text; rename it" : null,
        };
    }

    private static bool IsScan(string path) =>
        PdfScans.IsPdf(path) ||
        (ImageArguments.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !SegmentedFiles.IsOverlay(path));

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + '/', StringComparison.Ordinal);

    /// <summary>Whether a file is a line that was cut out of a scan, and its folder was not named itself.</summary>
    private bool IsCutOfScan(string path) => SegmentedFiles.IsCut(path) && IsBelow(Path.GetDirectoryName(path)!, Base);

    /// <summary>Whether a file lies among results of a batch, in a folder below the one that names begin below.</summary>
    private bool IsResultOfBatch(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && IsBelow(folder, Base); folder = Path.GetDirectoryName(folder))
        {
            if (BatchFolder.IsOne(folder))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<PageItem> Pages(PageItem file, Func<string, string, int?> known)
    {
        var path = file.Path;
        if (file.Stamp.StartsWith("0:", StringComparison.Ordinal))
        {
            return [file with { Problem = "is empty or no regular file; copy it again" }]; // a pipe would keep a reader waiting
        }

        var isPdf = PdfScans.IsPdf(path);
        var single = isPdf || LayoutBeside(path) is not { } layout ? file : file with { LayoutPath = layout, Stamp = $"{file.Stamp} {FileStamp.Of(layout)}" };
        if (!isPdf && !Path.GetExtension(path).StartsWith(".tif", StringComparison.OrdinalIgnoreCase))
        {
            return [single];
        }

        try
        {
            var count = known(single.File, single.Stamp) ?? known(file.File, file.Stamp) ?? (isPdf ? PdfScans.CountPages(path) : ImageFile.CountPages(path));
            return count == 1 ? [single] : [.. Enumerable.Range(1, count).Select(page => file with { Page = page, PageCount = count })];
        }
        catch (RecognitionException problem)
        {
            return [file with { Problem = problem.Message, PageCount = 0 }];
        }
    }

    /// <summary>The PAGE or ALTO file that belongs to an image; null where there is none.</summary>
    public static string? LayoutBeside(string path) => _layoutFolders
        .SelectMany(folder => _layoutEndings.Select(ending => Path.Combine(Path.GetDirectoryName(path)!, folder, Path.GetFileNameWithoutExtension(path) + ending)))
        .FirstOrDefault(File.Exists);
}
