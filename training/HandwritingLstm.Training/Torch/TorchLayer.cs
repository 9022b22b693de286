namespace HandwritingLstm.Training.Torch;

/// <summary>One layer of the network on torch; torch finds the gradients.</summary>
internal abstract class TorchLayer : IDisposable
{
    /// <summary>What is trained, in the order of the managed engine.</summary>
    public virtual IReadOnlyList<TorchParameter> Parameters => [];

    /// <summary>What is kept besides, such as running statistics.</summary>
    public virtual IReadOnlyList<TorchParameter> Buffers => [];

    /// <summary>The layer's output; padding columns are 0 before and after.</summary>
    public abstract TorchLines Forward(TorchLines lines, bool training);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the layer owns.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var parameter in Parameters.Concat(Buffers))
        {
            parameter.Dispose();
        }
    }
}
