using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Memory that every thread has for itself while it computes one layer of one line; the next layer finds there what the last one left.</summary>
/// <remarks>One for all layers, since it so stays in cache, and a program that reads a single line need not ask for a tenth of it for each.</remarks>
internal sealed unsafe class ThreadScratch : IDisposable
{
    private readonly FloatBuffer[] _buffers;

    /// <summary>Nothing yet, for so many threads.</summary>
    public ThreadScratch(int threads) => _buffers = FloatBuffer.Several(threads);

    /// <summary>Makes room for every thread; what was there is lost when it grows.</summary>
    /// <param name="length">Floats that a layer needs.</param>
    public void EnsureLength(int length)
    {
        foreach (var buffer in _buffers)
        {
            buffer.EnsureLength(length);
        }
    }

    /// <summary>A thread's memory.</summary>
    public float* Of(int thread) => _buffers[thread].Pointer;

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_buffers, buffer => buffer.Dispose());
}
