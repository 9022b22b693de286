namespace TorchSharp.Interop;

/// <summary>The pointers of several tensors, which stay alive as long as the list.</summary>
internal sealed class TensorList : IDisposable
{
    private readonly List<TensorHandle> _held = [];

    public TensorList(IEnumerable<torch.Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
        {
            var added = false;
            tensor.Handle.DangerousAddRef(ref added);
            _held.Add(tensor.Handle);
        }

        Pointers = [.. _held.Select(handle => handle.DangerousGetHandle())];
    }

    public nint[] Pointers { get; }

    public int Count => Pointers.Length;

    public void Dispose()
    {
        foreach (var handle in _held)
        {
            handle.DangerousRelease();
        }

        _held.Clear();
    }
}
