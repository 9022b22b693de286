using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns a tensor of libtorch.</summary>
internal sealed class TensorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private static long _live;

    private bool _counted;

    public TensorHandle()
        : base(ownsHandle: true)
    {
    }

    public TensorHandle(nint pointer)
        : base(ownsHandle: true) => SetHandle(pointer);

    /// <summary>Stands for an argument that is left out.</summary>
    public static TensorHandle None { get; } = new();

    /// <summary>Tensors that nobody has disposed of.</summary>
    public static long Live => Interlocked.Read(ref _live);

    /// <summary>The handle itself, once it is known to be one.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch has failed.</exception>
    public TensorHandle Checked()
    {
        if (IsInvalid)
        {
            Dispose();
            throw Failure.Last();
        }

        _counted = true;
        Interlocked.Increment(ref _live);
        return this;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.htr_tensor_free(handle);
        if (_counted)
        {
            Interlocked.Decrement(ref _live);
        }

        return true;
    }
}
