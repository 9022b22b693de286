namespace HandwritingLstm.Network;

/// <summary>One layer of the managed engine: its forward and backward work, as steps of a plan.</summary>
internal abstract class Layer : IDisposable
{
    /// <summary>Whether recognition leaves the layer out.</summary>
    public virtual bool IsOnlyForTraining => false;

    /// <summary>Makes room for a batch; the input is already shaped.</summary>
    public abstract void Prepare(LineBatch batch, bool training);

    /// <summary>Adds the forward work.</summary>
    public abstract void AddForward(Plan plan, bool training);

    /// <summary>Adds the backward work: from the gradients of the output to those of the weights and of the input.</summary>
    public abstract void AddBackward(Plan plan);

    /// <summary>Adds what has to be done after the weights have changed.</summary>
    /// <param name="plan">The plan to add to.</param>
    /// <param name="training">Whether backward needs its forms of the weights too.</param>
    public virtual void AddRefresh(Plan plan, bool training)
    {
    }

    /// <summary>Sets random initial weights.</summary>
    public virtual void Initialize(Random random)
    {
    }

    /// <summary>Tensors that are stored but not trained, such as running statistics; the values are live.</summary>
    public virtual IEnumerable<NamedTensor> Buffers => [];

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the layer owns.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
