using System.Globalization;
using System.Reflection;
using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.History;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training;

/// <summary>What <see cref="TrainingLoop"/> does between two looks at the clock: a step, a validation, a row, a checkpoint.</summary>
internal sealed class TrainingSession : IDisposable
{
    // Steps between two rows of the history. A fixed number, so that rows of two runs can be compared;
    // the end of an epoch has a row too.
    private const int RowSteps = 25;

    private readonly Recipe _recipe;
    private readonly TrainingData _data;
    private readonly Validation? _validation;
    private readonly ILineTrainer _trainer;
    private readonly TrainingHistory _history;
    private readonly RunFolder _files;
    private readonly TimeProvider _clock;
    private readonly BatchPlan _plan;
    private readonly LearningRateSchedule _schedule;
    private readonly TrainingPace _pace;
    private readonly string _fingerprint;
    private readonly LinesAhead _ahead;

    private IReadOnlyList<int[]> _batches;
    private int _epoch;
    private double _recentLoss = double.NaN;
    private float _learningRate;
    private ErrorRates? _rates;    // of the last validation in this session
    private ErrorRates? _rowRates; // of the validation that the next row reports
    private bool _hasNewBest;      // the model was kept, but no checkpoint says so yet

    /// <summary>A session that begins at a position.</summary>
    public TrainingSession(
        Recipe recipe,
        TrainingData data,
        EpochLines lines,
        ILineTrainer trainer,
        TrainingHistory history,
        RunFolder files,
        TrainingPosition position,
        TimeProvider clock,
        TimeProvider processor)
    {
        _recipe = recipe;
        _data = data;
        _validation = data.Validation is null ? null : new Validation(data.Validation, data.Alphabet);
        _trainer = trainer;
        _history = history;
        _files = files;
        _clock = clock;
        _fingerprint = data.Training.Fingerprint;
        _plan = new BatchPlan(lines.Widths, recipe.Training.BatchLines, recipe.Training.Seed, recipe.Training.BatchColumns);
        _schedule = new LearningRateSchedule(recipe.Training, _plan.BatchCount);
        _pace = new TrainingPace(clock, processor, position, _schedule);
        _ahead = new LinesAhead(trainer.LeavesProcessorIdle, lines.Prepare);
        _epoch = position.Epoch;
        _batches = _plan.Epoch(_epoch);
        Position = position;
    }

    /// <summary>A model whose weights are averaged with those at the end of the run; null = none.</summary>
    /// <exception cref="RecognitionException">It differs from the one that is trained in more than its weights.</exception>
    public Model? MeanWith
    {
        get;
        init
        {
            field = value;
            try
            {
                _ = value is null ? null : Mean(value); // refused now, not at the end of the run
            }
            catch (RecognitionException problem)
            {
                throw new RecognitionException($"{_recipe.Data.From} cannot be averaged with what is trained from it: {problem.Message} Or leave out training.meanWithStart.", problem);
            }
        }
    }

    /// <summary>How far the run has come.</summary>
    public TrainingPosition Position { get; private set; }

    /// <summary>What the session begins with.</summary>
    public TrainingStart Start => new(
        _data.Spec,
        _data.Alphabet,
        _data.Training.Lines.Count,
        _data.Validation?.Lines.Count ?? 0,
        _data.Training.Bytes,
        BatchCount,
        Position);

    /// <summary>Whether the budget or the patience is spent.</summary>
    public bool IsOver => Progress >= 1 || (_recipe.Training.Patience > 0 && Position.ValidationsSinceBest >= _recipe.Training.Patience);

    /// <summary>Whether the history needs a row after this step.</summary>
    public bool IsRowDue => IsOver || IsEpochEnd || Position.Step % RowSteps == 0;

    /// <summary>Whether a validation is due; at the end of the run it always is.</summary>
    public bool IsValidationDue => _validation is null
        ? IsOver || IsEpochEnd
        : IsOver || ValidationClock - Position.ValidatedAt >= _recipe.Training.ValidateEvery;

    /// <summary>Whether a checkpoint is due.</summary>
    public bool IsCheckpointDue => IsOver || IsEpochEnd || _hasNewBest || _pace.MinutesSinceSaved >= _recipe.Training.CheckpointMinutes;

    /// <summary>What a progress display shows.</summary>
    public TrainingStatus Status => new(
        Position, Progress, BatchCount, _recentLoss, _learningRate, _pace.LinesPerSecond, _pace.Remaining(Position), _rates);

    private int BatchCount => _plan.BatchCount;

    private double Progress => _schedule.Progress(Position);

    private bool IsEpochEnd => Position.Batch == 0;

    private double ValidationClock => _schedule.Elapsed(Position, _recipe.Training.ValidateUnit);

    /// <summary>Takes the next batch, distorts its lines, and makes one step.</summary>
    /// <exception cref="RecognitionException">The loss is not finite any more.</exception>
    public void Step()
    {
        if (_epoch != Position.Epoch)
        {
            _epoch = Position.Epoch;
            _batches = _plan.Epoch(_epoch);
        }

        _pace.BeginStep();
        var batch = _batches[Position.Batch];
        _learningRate = _schedule.LearningRate(Position.Step, Progress);
        var next = Position.Batch + 1 < _batches.Count ? _batches[Position.Batch + 1] : null;
        var lines = _ahead.Take(_epoch, batch, next);
        var loss = _trainer.TrainStep(
            Array.ConvertAll(lines, line => line.Columns),
            Array.ConvertAll(lines, line => line.Labels),
            _learningRate,
            _recipe.Training.DropoutStrength(Progress));
        _pace.EndStep(batch.Length);
        if (!float.IsFinite(loss))
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_files.Path}: the loss is {loss} at step {Position.Step + 1}, so the training diverged; lower training.peakLearningRate (now {_recipe.Training.PeakLearningRate}) and start anew."));
        }

        var isLastOfEpoch = Position.Batch + 1 == _batches.Count;
        _recentLoss = double.IsNaN(_recentLoss) ? loss : (0.95 * _recentLoss) + (0.05 * loss); // about the last 20 steps
        Position = Position with
        {
            Epoch = isLastOfEpoch ? _epoch + 1 : _epoch,
            Batch = isLastOfEpoch ? 0 : Position.Batch + 1,
            Step = Position.Step + 1,
            Lines = Position.Lines + batch.Length,
            Minutes = _pace.Minutes,
            CpuMinutes = _pace.CpuMinutes,
            LossSum = Position.LossSum + loss,
            LossSteps = Position.LossSteps + 1,
        };
    }

    /// <summary>Reads the validation lines and keeps the model if it is the best so far; without such lines it always is.</summary>
    /// <param name="stop">Gives the validation up; it is made up for later. At the end of the run, when there is no later, it does nothing.</param>
    /// <param name="isBest">Whether the model was kept.</param>
    /// <returns>Whether there is something to report.</returns>
    public bool TryValidate(CancellationToken stop, out bool isBest)
    {
        _trainer.Synchronize();
        return TryKeep(_trainer.Network, IsOver ? CancellationToken.None : stop, out isBest);
    }

    /// <summary>At the end of the run as <see cref="TryValidate"/>, with the mean of the weights and those of <see cref="MeanWith"/>; nothing happens where there is none.</summary>
    public bool TryValidateMean(out bool isBest)
    {
        isBest = false;
        if (MeanWith is null)
        {
            return false;
        }

        _trainer.Synchronize();
        var mean = Mean(MeanWith);
        using var network = LineNetwork.FromTensors(mean.Spec, mean.Tensors, _recipe.Training.Threads);
        var (own, patience) = (_rowRates, Position.ValidationsSinceBest);
        var isMeasured = TryKeep(network, CancellationToken.None, out isBest);
        Position = Position with { ValidationsSinceBest = patience }; // a run whose patience is spent stays over
        _rowRates = isBest ? _rowRates : own;
        return isMeasured;
    }

    /// <inheritdoc/>
    public void Dispose() => _ahead.Dispose();

    private Model Mean(Model start) => ModelAverage.Of([Describe(_trainer.Network), start]);

    private bool TryKeep(LineNetwork network, CancellationToken stop, out bool isBest)
    {
        isBest = false;
        try
        {
            _rowRates = _validation?.Measure(network, stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        _rates = _rowRates ?? _rates;
        Position = Position with { Minutes = _pace.Minutes, CpuMinutes = _pace.CpuMinutes };
        Position = Position with { ValidatedAt = ValidationClock };
        isBest = _rowRates is null || Position.BestCharacterErrorRate is not { } best || _rowRates.Cer < best;
        Position = Position with { ValidationsSinceBest = isBest ? 0 : Position.ValidationsSinceBest + 1 };
        if (isBest)
        {
            _hasNewBest = true;
            Position = Position with { BestCharacterErrorRate = _rowRates?.Cer };
            ModelFile.Save(_files.Best, Describe(network), TensorPrecision.F32); // in 32 bits htr evaluate finds the very CER that the training found
        }

        return _rowRates is not null;
    }

    /// <summary>Adds a row to the history: the mean loss since the last one, and the validation if there was one.</summary>
    public void WriteRow()
    {
        _history.Append(new HistoryRow(
            Position.Step,
            _epoch + 1,
            Position.Minutes,
            Position.Lines,
            Position.LossSum / Position.LossSteps,
            _learningRate,
            _pace.RowLinesPerSecond(),
            _rowRates?.Cer,
            _rowRates?.Wer));
        Position = Position with { LossSum = 0, LossSteps = 0 };
        if (_rowRates is not null || IsEpochEnd || IsOver)
        {
            var title = _recipe.Model.Name.Length > 0 ? _recipe.Model.Name : _recipe.Network;
            AtomicFile.Write(_files.Curve, stream => stream.Write(Encoding.UTF8.GetBytes(LearningCurve.Draw(title, _history.Rows))));
        }

        _rowRates = null;
    }

    /// <summary>Writes the checkpoint.</summary>
    public void Save()
    {
        new Checkpoint(_recipe, _data.Alphabet, _fingerprint, Position, _trainer.ExportState()).Write(_files.Checkpoint);
        _hasNewBest = false;
        _pace.Saved();
    }

    private Model Describe(LineNetwork network)
    {
        var about = _recipe.Model;
        var version = typeof(TrainingSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return new Model
        {
            Spec = _data.Spec,
            Alphabet = _data.Alphabet,
            Preprocessing = PreprocessingJson.Write(_recipe.RecognitionPreprocessing),
            Tensors = network.ExportTensors(),
            Metadata = new ModelMetadata
            {
                Name = about.Name,
                Description = about.Description,
                Licence = about.Licence,
                Data = about.Data,
                Commit = version.Contains('+', StringComparison.Ordinal) ? version[(version.IndexOf('+', StringComparison.Ordinal) + 1)..] : "",
                Created = _clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                Figures = Figures(),
            },
        };
    }

    private string Figures()
    {
        var validation = _rowRates is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"\"valid_cer\":{_rowRates.Cer:R},\"valid_wer\":{_rowRates.Wer:R},\"valid_lines\":{_rowRates.LineCount},");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{{validation}\"train_lines\":{_data.Training.Lines.Count},\"lines_seen\":{Position.Lines},\"minutes\":{Position.Minutes:0.##},\"cpu_minutes\":{Position.CpuMinutes:0.##}}}");
    }
}
