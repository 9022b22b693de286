using System.Numerics.Tensors;

namespace HandwritingLstm.Network;

/// <summary>What the units of one recurrent layer did on one line: gates, states and outputs.</summary>
/// <remarks>
/// A map has the rows and columns that the layer sees: a layer along the columns of a line has one row. Units are numbered
/// over all directions, those of the first direction first.
/// </remarks>
public sealed class LayerTrace
{
    private readonly float[][] _maps; // of each quantity [units, height, width]

    /// <summary>Makes room for a trace.</summary>
    internal LayerTrace(int layer, IReadOnlyList<UnitQuantity> quantities, int units, int height, int width)
    {
        (Layer, Quantities, UnitCount, Height, Width) = (layer, quantities, units, height, width);
        _maps = [.. quantities.Select(_ => new float[(long)units * height * width])];
    }

    /// <summary>Index of the layer in the network's description, from 0.</summary>
    public int Layer { get; }

    /// <summary>What was recorded, in the order of the cell's equations; <see cref="UnitQuantity.Output"/> is always there.</summary>
    public IReadOnlyList<UnitQuantity> Quantities { get; }

    /// <summary>Units of all directions.</summary>
    public int UnitCount { get; }

    /// <summary>Rows H of a map.</summary>
    public int Height { get; }

    /// <summary>Columns W of a map.</summary>
    public int Width { get; }

    /// <summary>The quantity that remembers: the state, or the output of a cell that has no other state.</summary>
    public UnitQuantity Memory => Quantities.Contains(UnitQuantity.State) ? UnitQuantity.State : UnitQuantity.Output;

    /// <summary>One quantity of one unit.</summary>
    /// <param name="quantity">One of <see cref="Quantities"/>.</param>
    /// <param name="unit">The unit, 0 to <see cref="UnitCount"/> − 1.</param>
    /// <returns>The values, shape [H, W].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cell has no such quantity, or the layer no such unit.</exception>
    public ReadOnlySpan<float> Of(UnitQuantity quantity, int unit) => MapOf(quantity, unit);

    /// <summary>The units whose output changes most over the line: a state may drift far and never be shown.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>The units of the highest variance, in rising order.</returns>
    public IReadOnlyList<int> LiveliestUnits(int count) =>
        [.. Enumerable.Range(0, UnitCount).OrderByDescending(unit => TensorPrimitives.StdDev(Of(UnitQuantity.Output, unit))).Take(count).Order()];

    /// <summary>One quantity of one unit, to be filled.</summary>
    internal Span<float> MapOf(UnitQuantity quantity, int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, UnitCount);
        for (var i = 0; i < Quantities.Count; i++)
        {
            if (Quantities[i] == quantity)
            {
                return _maps[i].AsSpan(unit * Height * Width, Height * Width);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "The cell has no such quantity.");
    }
}
