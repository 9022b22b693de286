namespace TorchSharp;

/// <summary>Disposes of every tensor that its thread has made since; scopes nest.</summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? _current;

    private readonly HashSet<torch.Tensor> _tensors = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScope? _outer;

    internal DisposeScope()
    {
        _outer = _current;
        _current = this;
    }

    /// <summary>How many tensors the scope will dispose of.</summary>
    public int DisposablesCount => _tensors.Count;

    /// <summary>The thread's innermost scope.</summary>
    internal static DisposeScope? Current => _current;

    /// <summary>Hands a tensor to the scope around this one; without one it lives until somebody disposes of it.</summary>
    public torch.Tensor MoveToOuter(torch.Tensor disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        Detach(disposable);
        _outer?.Attach(disposable);
        return disposable;
    }

    /// <summary>Lets go of a tensor: it lives until somebody disposes of it.</summary>
    public torch.Tensor Detach(torch.Tensor disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        _tensors.Remove(disposable);
        disposable.Scope = null;
        return disposable;
    }

    /// <summary>Disposes of the tensors, and makes the scope around this one the current one.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Scope = null; // it need not be taken out one by one
            tensor.Dispose();
        }

        _tensors.Clear();
        if (ReferenceEquals(_current, this))
        {
            _current = _outer;
        }
    }

    internal void Attach(torch.Tensor tensor)
    {
        _tensors.Add(tensor);
        tensor.Scope = this;
    }

    internal void Forget(torch.Tensor tensor) => _tensors.Remove(tensor);
}
