namespace HandwritingLstm.Evaluation.Report;

/// <summary>An axis of a chart that shows fractions as percentages.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Most">Its upper end, a fraction; the lower is 0.</param>
/// <param name="Step">The distance between two ticks, a fraction.</param>
internal sealed record PlotAxis(string Name, double Most, double Step)
{
    private const int MostTicks = 6;

    /// <summary>From 0 to 100 %.</summary>
    public static PlotAxis Whole(string name) => new(name, 1, 0.2);

    /// <summary>From 0 to a round number that is not below a value.</summary>
    public static PlotAxis UpTo(string name, double value)
    {
        double[] steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000];
        var step = Array.Find(steps, candidate => value <= candidate * MostTicks);
        step = step > 0 ? step : value / MostTicks;
        return new PlotAxis(name, step * Math.Max(1, Math.Ceiling((value / step) - 1e-9)), step);
    }
}
