using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Memory that every thread has for itself while it computes one layer of one line; the next layer finds there what the last one left.</summary>
/// <remarks>One for all layers: it stays in cache, and a program that reads a single line asks for a fifth of what one for each would take.</remarks>
internal sealed unsafe class ThreadScratch : IDisposable
{
    private readonly FloatBuffer[] _buffers;
    private long _length;

    /// <summary>Nothing yet, for so many threads.</summary>
    public ThreadScratch(int threads) => _buffers = FloatBuffer.Several(threads);

    /// <summary>Number of threads.</summary>
    public int Count => _buffers.Length;

    /// <summary>Says what a layer needs, while no thread computes.</summary>
    /// <param name="length">Floats for each thread.</param>
    public void Require(long length) => _length = Math.Max(_length, length);

    /// <summary>A thread's memory; only threads that compute have some.</summary>
    public float* Of(int thread)
    {
        _buffers[thread].EnsureLength(_length);
        return _buffers[thread].Pointer;
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_buffers, buffer => buffer.Dispose());
}
