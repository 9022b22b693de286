namespace HandwritingLstm;

/// <summary>Where to look inside a network (<see cref="LineInspection"/>).</summary>
public sealed record InspectionOptions
{
    /// <summary>How many units are shown where none are named.</summary>
    public const int DefaultUnitCount = 3;

    /// <summary>Index of a recurrent layer in the network's description, from 0; null (the default) = the last one.</summary>
    public int? Layer { get; init; }

    /// <summary>
    /// The units to show, counted over all directions of the layer; empty (the default) = those whose output changes most over the line.
    /// </summary>
    public IReadOnlyList<int> Units { get; init; } = [];

    /// <summary>Number of threads; 0 (the default) = all cores.</summary>
    public int Threads { get; init; }
}
