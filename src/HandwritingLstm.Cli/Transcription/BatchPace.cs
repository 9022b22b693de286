using System.Diagnostics;
using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Counts finished items and tells how fast they come and how long the rest will take.</summary>
internal sealed class BatchPace
{
    private readonly Stopwatch _clock = new();
    private int _toDo;
    private int _finished;
    private int _failed;

    /// <summary>The finished part, 0 to 1.</summary>
    public double Progress => _toDo == 0 ? 0 : (double)_finished / _toDo;

    /// <summary>Begins to count.</summary>
    public void Start(int toDo)
    {
        (_toDo, _finished, _failed) = (toDo, 0, 0);
        _clock.Restart();
    }

    /// <summary>Counts one item.</summary>
    public void Count(bool hasFailed)
    {
        _finished++;
        _failed += hasFailed ? 1 : 0;
    }

    /// <summary>Such as <c>120 of 300 pages, 2.1/s, 00:01:26 left, 3 failed</c>.</summary>
    public override string ToString()
    {
        var rate = _finished / Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        var left = TimeSpan.FromSeconds(Math.Round(_finished == 0 ? 0 : (_toDo - _finished) / rate));
        return string.Create(CultureInfo.InvariantCulture, $"{_finished} of {_toDo} pages, {rate:0.0}/s, {(long)left.TotalHours:00}:{left:mm\\:ss} left, {_failed} failed");
    }
}
