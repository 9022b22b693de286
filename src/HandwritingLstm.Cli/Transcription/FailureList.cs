using System.Text;
using HandwritingLstm.Formats;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>The items that failed, as <c>failed.csv</c>: <c>image,reason</c>.</summary>
internal static class FailureList
{
    /// <summary>Writes the list; where nothing failed there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failures">The records of what failed, in the order of the input.</param>
    /// <exception cref="RecognitionException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<LedgerRecord> failures)
    {
        var text = new StringBuilder();
        foreach (var failure in failures)
        {
            text.Append(ReadingCsv.Field(failure.Item)).Append(',').Append(ReadingCsv.Field(failure.Error)).Append('\n');
        }

        if (text.Length == 0)
        {
            File.Delete(path);
            return;
        }

        var content = Encoding.UTF8.GetBytes("image,reason\n" + text);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            AtomicFile.Write(path, stream => stream.Write(content));
        }
    }
}
