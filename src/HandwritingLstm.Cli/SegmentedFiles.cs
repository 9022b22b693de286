using System.Globalization;
using System.Text.RegularExpressions;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Cli;

/// <summary>What <c>htr segment</c> writes beside scans, and is none itself: <c>NAME.lines.png</c>, <c>NAME.page.xml</c> and <c>NAME/line1.png</c>.</summary>
internal static partial class SegmentedFiles
{
    /// <summary>What the overlay of a page adds to its name.</summary>
    public const string OverlayEnding = ".lines.png";

    /// <summary>The file name of a line that was cut out.</summary>
    /// <param name="id">The line's id.</param>
    public static string LineName(string id) => id + ".png";

    /// <summary>The file name of a line that was cut out.</summary>
    /// <param name="number">The line, from 1.</param>
    public static string LineName(int number) => LineName(string.Create(CultureInfo.InvariantCulture, $"line{number}"));

    /// <summary>Whether an image shows the lines of the page beside it.</summary>
    public static bool IsOverlay(string path) =>
        path.EndsWith(OverlayEnding, StringComparison.Ordinal) && File.Exists(path[..^OverlayEnding.Length] + PageXml.FileExtension);

    /// <summary>Whether an image is a line that was cut out of the page beside its folder.</summary>
    public static bool IsCut(string path) =>
        NameOfLine().IsMatch(Path.GetFileName(path)) && Path.GetDirectoryName(path) is { } folder && File.Exists(folder + PageXml.FileExtension);

    [GeneratedRegex(@"^line[0-9]+\.png$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfLine();
}
