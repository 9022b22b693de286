using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>What walks along the sequences of a recurrent layer, forwards, backwards or both.</summary>
internal abstract class TorchWalk : IDisposable
{
    /// <summary>What is trained, in the order of the managed engine.</summary>
    public abstract IReadOnlyList<TorchParameter> Parameters { get; }

    /// <summary>Walks.</summary>
    /// <param name="steps">The sequences, shape [T, N, C]; padding is 0.</param>
    /// <param name="lengths">Length of each sequence, the longest first; null where all have T steps.</param>
    /// <param name="mask">1 for real steps and 0 for padding, shape [T, N, 1]; null where all have T steps.</param>
    /// <returns>The outputs, shape [T, N, directions · cells]; padding is 0.</returns>
    public abstract Tensor Walk(Tensor steps, long[]? lengths, Tensor? mask);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the walk owns.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }
    }
}
