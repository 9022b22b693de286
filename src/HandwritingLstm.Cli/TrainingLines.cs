using System.Diagnostics;
using HandwritingLstm.Training;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Cli;

/// <summary>A run's progress as plain lines, for files and pipes: validations, and now and then a status.</summary>
/// <param name="writer">Receives the lines.</param>
/// <param name="interval">Time between two status lines.</param>
internal sealed class TrainingLines(TextWriter writer, TimeSpan interval) : ITrainingProgress
{
    private readonly Stopwatch _sinceStatus = Stopwatch.StartNew();

    /// <inheritdoc/>
    public void Loading(string source, int loaded, int total)
    {
        if (loaded == total)
        {
            lock (writer)
            {
                writer.WriteLine($"htr: {source}: {total} lines loaded");
            }
        }
    }

    /// <inheritdoc/>
    public void Linted(LintReport report) => report.Write(writer);

    /// <inheritdoc/>
    public void Started(TrainingStart start)
    {
        writer.WriteLine($"htr: {TrainingWords.Of(start)}");
        writer.Flush();
        _sinceStatus.Restart();
    }

    /// <inheritdoc/>
    public void Stepped(TrainingStatus status)
    {
        if (_sinceStatus.Elapsed >= interval)
        {
            writer.WriteLine($"htr: {TrainingWords.Of(status)}");
            writer.Flush();
            _sinceStatus.Restart();
        }
    }

    /// <inheritdoc/>
    public void Validated(TrainingStatus status, bool isBest)
    {
        writer.WriteLine($"htr: {TrainingWords.Of(status)}{(isBest ? ", the best so far" : "")}");
        writer.Flush();
    }

    /// <inheritdoc/>
    public void Saved(string path)
    {
        // As a matter of course, every few minutes: the end of the run says where it is.
    }
}
