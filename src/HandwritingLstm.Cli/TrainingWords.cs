using System.Globalization;
using HandwritingLstm.Training;

namespace HandwritingLstm.Cli;

/// <summary>How a run's progress is worded, on a terminal and in a log alike.</summary>
internal static class TrainingWords
{
    /// <summary>What is trained.</summary>
    public static string Of(TrainingStart start)
    {
        var place = start.Position.Step == 0
            ? "training"
            : string.Create(CultureInfo.InvariantCulture, $"going on after step {start.Position.Step}, training");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place} {start.Spec} on {start.TrainingLines} lines ({start.DataBytes / (1024.0 * 1024.0):0} MiB, {start.BatchCount} batches an epoch), validating on {start.ValidationLines}");
    }

    /// <summary>How the run is doing.</summary>
    public static string Of(TrainingStatus status)
    {
        var rates = status.Rates is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", CER {status.Rates.Cer:0.00 %}, WER {status.Rates.Wer:0.0 %}");
        var remaining = status.Remaining is null ? "" : $", {Of(status.Remaining.Value)} left";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {Epochs(status):0.0}, step {status.Position.Step}, loss {status.Loss:0.0000}{rates}, {status.LinesPerSecond:0} lines/s, {status.Progress:0 %}{remaining}");
    }

    /// <summary>How the run is doing, in 66 columns: with the bar it fits on a terminal of 80.</summary>
    public static string Short(TrainingStatus status)
    {
        var rate = status.Rates is null ? "" : string.Create(CultureInfo.InvariantCulture, $", CER {status.Rates.Cer:0.00 %}");
        var remaining = status.Remaining is null ? "" : $", {Of(status.Remaining.Value)} left";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {Epochs(status):0.0}, loss {status.Loss:0.0000}{rate}, {status.LinesPerSecond:0} lines/s{remaining}");
    }

    /// <summary>Passes over the lines, the one that is under way as a fraction.</summary>
    private static double Epochs(TrainingStatus status) =>
        status.Position.Epoch + ((double)status.Position.Batch / status.BatchCount);

    private static string Of(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00} min");
}
