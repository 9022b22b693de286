using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>The size and time of a file, to see cheaply that it has not changed.</summary>
internal static class FileStamp
{
    /// <summary>The stamp of a file; of a link, that of the file that it leads to.</summary>
    /// <param name="path">The file.</param>
    public static string Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}") : "gone";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "gone"; // links in a circle
        }
    }
}
