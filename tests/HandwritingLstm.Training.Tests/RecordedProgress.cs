using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests;

/// <summary>Remembers what a run told.</summary>
internal sealed class RecordedProgress : ITrainingProgress
{
    private int _loaded;

    public List<string> Events { get; } = [];

    public List<LintReport> Reports { get; } = [];

    public List<TrainingStatus> Steps { get; } = [];

    public List<TrainingStatus> Validations { get; } = [];

    public TrainingStart? Start { get; private set; }

    public int Saves { get; private set; }

    public int Loaded => _loaded;

    public void Loading(string source, int loaded, int total) => Interlocked.Increment(ref _loaded);

    public void Linted(LintReport report)
    {
        Events.Add("linted");
        Reports.Add(report);
    }

    public void Started(TrainingStart start)
    {
        Events.Add("started");
        Start = start;
    }

    public void Stepped(TrainingStatus status)
    {
        Events.Add("stepped");
        Steps.Add(status);
    }

    public void Validated(TrainingStatus status, bool isBest)
    {
        Events.Add(isBest ? "best" : "validated");
        Validations.Add(status);
    }

    public void Saved(string path)
    {
        Events.Add("saved");
        Saves++;
    }
}
