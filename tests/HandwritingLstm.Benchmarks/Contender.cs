namespace HandwritingLstm.Benchmarks;

/// <summary>A contender that is a function.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Work">Does the work once and says how fast.</param>
internal sealed record Contender(string Name, Func<double> Work) : IContender
{
    /// <inheritdoc/>
    public double Measure() => Work();

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }
}
