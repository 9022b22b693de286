namespace HandwritingLstm.Benchmarks;

/// <summary>One who takes part in a comparison.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Name in the table.</summary>
    string Name { get; }

    /// <summary>Does the work once.</summary>
    /// <returns>How fast, in the unit of the comparison.</returns>
    double Measure();
}
