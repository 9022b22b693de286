using System.Runtime.InteropServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>Native float memory, aligned to cache lines, that only grows: layers keep theirs from batch to batch.</summary>
internal sealed unsafe partial class FloatBuffer : IDisposable
{
    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14; // MADV_HUGEPAGE

    // Kernels may read up to this many floats past the end of what was asked for.
    private const int Slack = 1024;

    /// <summary>An empty buffer.</summary>
    public FloatBuffer()
    {
    }

    /// <summary>A zeroed buffer.</summary>
    public FloatBuffer(long length) => EnsureLength(length);

#pragma warning disable MA0055 // Native memory of a buffer that nobody disposed must be freed all the same.
    ~FloatBuffer() => NativeMemory.AlignedFree(Pointer);
#pragma warning restore MA0055

    /// <summary>The first float; null until a length has been asked for.</summary>
    public float* Pointer { get; private set; }

    /// <summary>Floats that may be used.</summary>
    public long Length { get; private set; }

    /// <summary>All floats as a span.</summary>
    public Span<float> Span => new(Pointer, checked((int)Length));

    /// <summary>Empty buffers, one for each thread or line.</summary>
    public static FloatBuffer[] Several(int count)
    {
        var buffers = new FloatBuffer[count];
        for (var i = 0; i < count; i++)
        {
            buffers[i] = new FloatBuffer();
        }

        return buffers;
    }

    /// <summary>Makes room. When it has to grow, the old contents are lost and the new ones are 0.</summary>
    public void EnsureLength(long length)
    {
        if (length <= Length)
        {
            return;
        }

        // Growing by a quarter more than asked spares the next slightly wider batch.
        length = Length == 0 ? length : length + (length / 4);
        NativeMemory.AlignedFree(Pointer);
        Pointer = null; // should there be no memory for more, nobody writes where there was some
        Length = 0;
        var bytes = (nuint)((length + Slack) * sizeof(float));
        var huge = bytes > HugePage;
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, huge ? (nuint)HugePage : 64);
        if (huge && OperatingSystem.IsLinux())
        {
            // Fewer misses of the translation buffer: worth some per cent, and harmless where it is refused.
            _ = Advise(Pointer, bytes & ~(nuint)(HugePage - 1), AdviseHugePages);
        }

        NativeMemory.Clear(Pointer, bytes);
        Length = length;
    }

    /// <summary>Sets all floats to 0.</summary>
    public void Clear() => NativeMemory.Clear(Pointer, (nuint)(Length * sizeof(float)));

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Length = 0;
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
