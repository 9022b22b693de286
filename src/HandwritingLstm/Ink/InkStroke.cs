namespace HandwritingLstm.Ink;

/// <summary>What a pen wrote between touching the paper and leaving it.</summary>
public sealed class InkStroke
{
    /// <summary>Wraps coordinates without copying them.</summary>
    /// <param name="x">To the right, in any unit; at least one point.</param>
    /// <param name="y">Downwards, in the same unit, as many points.</param>
    /// <param name="pressure">0 to 1, as many points; null where the pen did not measure it.</param>
    /// <exception cref="ArgumentException">There is no point, or not the same number of each.</exception>
    public InkStroke(float[] x, float[] y, float[]? pressure = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length == 0 || y.Length != x.Length || (pressure is not null && pressure.Length != x.Length))
        {
            throw new ArgumentException(
                $"A stroke has {x.Length} x, {y.Length} y and {pressure?.Length ?? x.Length} pressures; it needs at least one, and as many of each.", nameof(y));
        }

        (X, Y, Pressure) = (x, y, pressure);
    }

    /// <summary>Number of points.</summary>
    public int PointCount => X.Length;

    /// <summary>To the right.</summary>
    public float[] X { get; }

    /// <summary>Downwards.</summary>
    public float[] Y { get; }

    /// <summary>0 to 1; null where the pen did not measure it.</summary>
    public float[]? Pressure { get; }
}
