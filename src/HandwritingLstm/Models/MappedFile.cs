using System.IO.MemoryMappedFiles;

namespace HandwritingLstm.Models;

/// <summary>A file mapped into memory for reading: only the pages that are looked at are read.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;
    private readonly int _length;

    private MappedFile(MemoryMappedFile file, int length)
    {
        _file = file;
        _length = length;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _first);
        _first += _view.PointerOffset;
    }

    /// <summary>The bytes of the file; not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes => new(_first, _length);

    /// <summary>Maps a file of at least one byte and at most 2 GiB.</summary>
    /// <exception cref="RecognitionException">The file is missing, empty, too large or not readable.</exception>
    public static MappedFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new RecognitionException(Directory.Exists(path)
                ? $"{path}: this is a folder, but a file is expected; name a file in it."
                : $"{path}: there is no such file; check the path.");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (!stream.CanSeek)
            {
                throw new RecognitionException($"{path}: this is a pipe or device, but a file is expected that can be mapped into memory; write it to a file first.");
            }

            if (stream.Length is 0 or > int.MaxValue)
            {
                throw new RecognitionException(stream.Length == 0
                    ? $"{path}: the file is empty; copy or download it again."
                    : $"{path}: the file is larger than 2 GiB, which no model is; check the path.");
            }

            var mapped = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return new MappedFile(mapped, (int)stream.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: the file cannot be read: {e.Message} Check its permissions.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
