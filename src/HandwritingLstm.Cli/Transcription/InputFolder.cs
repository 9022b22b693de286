using System.Globalization;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Finds the pages below a folder, in natural order.</summary>
/// <remarks>Names that begin with a point, and links to folders, are left out; so is the output folder.</remarks>
internal sealed class InputFolder
{
    private static readonly string[] _layoutFolders = ["", "page", "alto"]; // the latter two as transcription tools export them
    private static readonly string[] _layoutEndings = [".xml", ".page.xml", ".alto.xml"]; // the latter two as htr segment writes them

    private readonly string _argument;
    private readonly string _base;
    private readonly string _output;

    /// <param name="argument">A folder, a pattern such as <c>scans/**/*.tif</c>, or a file.</param>
    /// <param name="output">The output folder.</param>
    /// <exception cref="RecognitionException">There is no such folder or file.</exception>
    public InputFolder(string argument, string output)
    {
        _argument = argument;
        _output = Path.GetFullPath(output).TrimEnd('/');
        _base = Path.GetFullPath(BaseOf(argument));
        if (string.Equals(_base.TrimEnd('/'), _output, StringComparison.Ordinal))
        {
            throw new RecognitionException($"{output}: is the input folder too; give the results a folder of their own, such as {Path.Combine(output, "out")}.");
        }
    }

    /// <summary>The pages that are there now.</summary>
    /// <param name="known">Number of pages of a file that is as the ledger knows it; null = the file must be opened to count.</param>
    public IReadOnlyList<PageItem> List(Func<string, string, int?> known) =>
        [.. Files().Select(path => (Path: path, Name: NameOf(path))).OrderBy(file => file.Name, NaturalOrder.Comparer).SelectMany(file => Pages(file.Path, file.Name, known))];

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

    private string NameOf(string path) => Path.GetRelativePath(_base, Path.GetFullPath(path)).Replace('\\', '/');

    private IEnumerable<string> Files()
    {
        if (!GlobPattern.IsPattern(_argument))
        {
            return Directory.Exists(_argument) ? Below(new DirectoryInfo(_base)) : [Path.GetFullPath(_argument)];
        }

        return GlobPattern.Expand(_argument)
            .SelectMany(path => Directory.Exists(path) ? Below(new DirectoryInfo(path)) : [Path.GetFullPath(path)])
            .Where(path => IsScan(path) && !path.StartsWith(_output + '/', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
    }

    private IEnumerable<string> Below(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.'))
        {
            if (entry is DirectoryInfo inner)
            {
                if (inner.LinkTarget is null && !string.Equals(inner.FullName, _output, StringComparison.Ordinal))
                {
                    foreach (var file in Below(inner))
                    {
                        yield return file;
                    }
                }
            }
            else if (IsScan(entry.FullName))
            {
                yield return entry.FullName;
            }
        }
    }

    private static bool IsScan(string path) =>
        PdfScans.IsPdf(path) || ImageArguments.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<PageItem> Pages(string path, string name, Func<string, string, int?> known)
    {
        var mayHavePages = PdfScans.IsPdf(path) || Path.GetExtension(path).StartsWith(".tif", StringComparison.OrdinalIgnoreCase);
        var layout = mayHavePages ? null : LayoutBeside(path);
        var stamp = layout is null ? StampOf(path) : $"{StampOf(path)} {StampOf(layout)}";
        var item = new PageItem(name, path, 0) { LayoutPath = layout, Stamp = stamp };
        if (!mayHavePages)
        {
            return [item];
        }

        try
        {
            var count = known(name, stamp) ?? (PdfScans.IsPdf(path) ? PdfScans.CountPages(path) : ImageFile.CountPages(path));
            return count == 1 ? [item] : [.. Enumerable.Range(1, count).Select(page => item with { Page = page, PageCount = count })];
        }
        catch (RecognitionException problem)
        {
            return [item with { Problem = problem.Message }];
        }
    }

    /// <summary>The PAGE or ALTO file that belongs to an image; null where there is none.</summary>
    public static string? LayoutBeside(string path) => _layoutFolders
        .SelectMany(folder => _layoutEndings.Select(ending => Path.Combine(Path.GetDirectoryName(path)!, folder, Path.GetFileNameWithoutExtension(path) + ending)))
        .FirstOrDefault(File.Exists);

    private static string StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}") : "gone";
    }
}
