using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training;

/// <summary>Prepares the lines of the next step while the trainer is busy elsewhere with this one.</summary>
/// <remarks>What is prepared is a function of epoch and lines alone, so that it is the same ahead of time.</remarks>
/// <param name="isOn">Whether anything is prepared ahead; otherwise the threads are the trainer's.</param>
/// <param name="prepare">Prepares the lines of a batch in an epoch.</param>
internal sealed class LinesAhead(bool isOn, Func<int, int[], PreparedLine[]> prepare) : IDisposable
{
    private int _epoch;
    private int[]? _batch;
    private Task<PreparedLine[]>? _lines;

    /// <summary>The lines of a batch; then the next batch is begun.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="next">The batch after it in the same epoch; null at the end.</param>
    public PreparedLine[] Take(int epoch, int[] batch, int[]? next)
    {
        var lines = _lines is not null && _epoch == epoch && ReferenceEquals(_batch, batch)
            ? _lines.GetAwaiter().GetResult()
            : prepare(epoch, batch);
        (_epoch, _batch) = (epoch, next);
        _lines = isOn && next is not null ? Task.Run(() => prepare(epoch, next)) : null;
        return lines;
    }

    /// <summary>Waits for lines that nobody will take, so that what they are made with can be freed.</summary>
    public void Dispose() => _lines?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
}
