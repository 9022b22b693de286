using System.Globalization;
using System.Text;
using System.Text.Json;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>
/// What a batch has done: a file that only grows, one record per line, each with its checksum and on the disk before the
/// next item counts. After a crash, at most the last record is torn; it is dropped, and its item done again.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const int ChecksumLength = 8; // hexadecimal digits, before a blank

    private readonly Dictionary<string, LedgerRecord> _latest = new(StringComparer.Ordinal);
    private readonly FileStream? _file;
    private readonly string _path;
    private long _length;

    /// <summary>Opens a ledger, reads it, and cuts off a torn end.</summary>
    /// <param name="path">The file; made where it is missing.</param>
    /// <param name="readOnly">True: only look; nothing is made, nothing cut off.</param>
    /// <exception cref="RecognitionException">The file cannot be read or written.</exception>
    public Ledger(string path, bool readOnly = false)
    {
        _path = path;
        try
        {
            var content = File.Exists(path) ? File.ReadAllBytes(path) : [];
            _length = Read(content);
            if (readOnly)
            {
                return;
            }

            // Without a buffer: what could not be written must not be written later.
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _file.SetLength(_length);
            _file.Position = _length;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw Unwritable(problem);
        }
    }

    /// <summary>The last record of every item.</summary>
    public IReadOnlyDictionary<string, LedgerRecord> Latest => _latest;

    /// <summary>Records that were unreadable although others follow; their items are done again.</summary>
    public int DamagedRecords { get; private set; }

    /// <summary>Adds a record; it is on the disk when this returns.</summary>
    /// <exception cref="RecognitionException">It cannot be written; the ledger is as it was.</exception>
    public void Append(LedgerRecord record)
    {
        var line = Encode(record);
        try
        {
            _file!.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _file!.SetLength(_length);
            _file.Position = _length;
            throw Unwritable(problem);
        }

        _length += line.Length;
        _latest[record.Item] = record;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static byte[] Encode(LedgerRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, TranscriptionJson.Default.LedgerRecord);
        var checksum = Crc32.Compute(json).ToString("x8", CultureInfo.InvariantCulture);
        return [.. Encoding.ASCII.GetBytes(checksum + " "), .. json, (byte)'\n'];
    }

    /// <summary>Reads all records; returns where the last whole one ends.</summary>
    private long Read(ReadOnlySpan<byte> content)
    {
        var whole = 0;
        var damaged = 0;
        for (var at = 0; at < content.Length;)
        {
            var length = content[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            if (Decode(content.Slice(at, length)) is { } record)
            {
                _latest[record.Item] = record;
                DamagedRecords += damaged; // a whole record follows: these are not the end
                (whole, damaged) = (at + length + 1, 0);
            }
            else
            {
                damaged++;
            }

            at += length + 1;
        }

        return whole;
    }

    private static LedgerRecord? Decode(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength || !uint.TryParse(line[..ChecksumLength], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var checksum))
        {
            return null;
        }

        var json = line[(ChecksumLength + 1)..];
        try
        {
            return Crc32.Compute(json) == checksum ? JsonSerializer.Deserialize(json, TranscriptionJson.Default.LedgerRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private RecognitionException Unwritable(Exception problem) => new(
        $"{_path}: the ledger cannot be written ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}); nothing is lost: make space or access, and run the same command again.", problem);
}
