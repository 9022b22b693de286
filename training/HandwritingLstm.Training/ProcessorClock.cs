namespace HandwritingLstm.Training;

/// <summary>The processor time of this process as a clock: the time of all its threads, added up.</summary>
internal sealed class ProcessorClock : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
