namespace HandwritingLstm.Training;

/// <summary>Measures a session of a run: minutes, speed, and how long it will still take.</summary>
/// <param name="clock">The clock.</param>
/// <param name="processor">The clock of the processor time.</param>
/// <param name="start">Where the session begins.</param>
/// <param name="schedule">Knows how much of the budget is spent.</param>
internal sealed class TrainingPace(TimeProvider clock, TimeProvider processor, TrainingPosition start, LearningRateSchedule schedule)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly long _processorBegan = processor.GetTimestamp();
    private readonly double _startProgress = schedule.Progress(start);
    private long _saved = clock.GetTimestamp();
    private long _stepBegan;
    private TimeSpan _training;
    private TimeSpan _trainingAtRow;
    private long _lines;
    private long _linesAtRow;

    /// <summary>Minutes trained, the sessions before included.</summary>
    public double Minutes => start.Minutes + clock.GetElapsedTime(_began).TotalMinutes;

    /// <summary>Minutes of processor time, the sessions before included.</summary>
    public double CpuMinutes => start.CpuMinutes + processor.GetElapsedTime(_processorBegan).TotalMinutes;

    /// <summary>Minutes since the last checkpoint.</summary>
    public double MinutesSinceSaved => clock.GetElapsedTime(_saved).TotalMinutes;

    /// <summary>A checkpoint was written.</summary>
    public void Saved() => _saved = clock.GetTimestamp();

    /// <summary>A step begins.</summary>
    public void BeginStep() => _stepBegan = clock.GetTimestamp();

    /// <summary>A step on so many lines is done.</summary>
    public void EndStep(int lines)
    {
        _training += clock.GetElapsedTime(_stepBegan);
        _lines += lines;
    }

    /// <summary>The speed since the last row of the history, in lines a second; validation does not count.</summary>
    public double RowLinesPerSecond()
    {
        var speed = Speed(_lines - _linesAtRow, _training - _trainingAtRow);
        (_linesAtRow, _trainingAtRow) = (_lines, _training);
        return speed;
    }

    /// <summary>The speed of this session, in lines a second; validation does not count.</summary>
    public double LinesPerSecond => Speed(_lines, _training);

    /// <summary>How long the run will still take if it goes on as in this session; null while that cannot be said.</summary>
    public TimeSpan? Remaining(TrainingPosition position)
    {
        var progress = schedule.Progress(position);
        var made = progress - _startProgress;
        return made <= 0 ? null : clock.GetElapsedTime(_began) * ((1 - progress) / made);
    }

    private static double Speed(long lines, TimeSpan time) => time <= TimeSpan.Zero ? 0 : lines / time.TotalSeconds;
}
