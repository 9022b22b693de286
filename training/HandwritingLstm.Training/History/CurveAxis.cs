namespace HandwritingLstm.Training.History;

/// <summary>One axis of a learning curve: values from 0 to a maximum, over pixels.</summary>
/// <param name="maximum">The largest value; larger ones are drawn on the border.</param>
/// <param name="start">Where 0 lies, in pixels.</param>
/// <param name="end">Where the maximum lies, in pixels.</param>
internal sealed class CurveAxis(double maximum, double start, double end)
{
    private const int MostTicks = 6;

    private readonly double _maximum = Math.Max(maximum, 1e-9);

    /// <summary>At most seven values for labels: multiples of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            var distance = Math.Pow(10, Math.Floor(Math.Log10(_maximum / MostTicks)));
            var factor = _maximum / distance <= MostTicks ? 1
                : _maximum / distance <= 2 * MostTicks ? 2
                : _maximum / distance <= 5 * MostTicks ? 5
                : 10;
            for (var index = 0; index * factor * distance <= _maximum * 1.000001; index++)
            {
                yield return index * factor * distance;
            }
        }
    }

    /// <summary>Where a value lies, in pixels.</summary>
    public double Position(double value) => start + ((end - start) * Math.Clamp(value / _maximum, 0, 1));
}
