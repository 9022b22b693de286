using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace HandwritingLstm.Text;

/// <summary>Reads UTF-8 text files, with or without a byte order mark, and refuses every other encoding.</summary>
internal static class Utf8File
{
    /// <summary>The whole text of a file.</summary>
    /// <exception cref="RecognitionException">The file cannot be read or is not UTF-8; the message names the file and the row.</exception>
    public static string Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RecognitionException($"{path}: cannot be read ({exception.Message.ReplaceLineEndings(" ")}); expected a UTF-8 text file.", exception);
        }

        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        var text = new char[content.Length];
        if (Utf8.ToUtf16(content, text, out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            var row = content[..read].Count((byte)'\n') + 1;
            var found = content[read].ToString("X2", CultureInfo.InvariantCulture);
            throw new RecognitionException($"{path}: row {row} is not UTF-8 (found byte 0x{found}); save the file as UTF-8.");
        }

        return new string(text, 0, written);
    }
}
