using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.History;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training;

/// <summary>A training run, from ground truth to model. Read <see cref="Run"/> from top to bottom.</summary>
/// <remarks>
/// Bit for bit the same losses, resumed or not and whatever the number of threads, where the budget is counted in epochs
/// or steps. With a budget in minutes the learning rate follows the clock: a resumed run goes on from the minutes that
/// its checkpoint has, but no two runs are equal.
/// </remarks>
/// <param name="request">What to train, and where to keep it.</param>
/// <param name="createTrainer">Builds the engine that trains a network.</param>
/// <param name="progress">Where the run tells how it is going.</param>
/// <param name="clock">Measures the minutes; null = the system's clock.</param>
public sealed class TrainingLoop(
    TrainingRequest request,
    Func<NetworkSpec, TrainingOptions, ILineTrainer> createTrainer,
    ITrainingProgress progress,
    TimeProvider? clock = null)
{
    private readonly RunFolder _files = new(request.RunFolder);

    /// <summary>Trains until the budget is spent or <paramref name="stop"/> is set.</summary>
    /// <param name="stop">Ends the run after the current step; a checkpoint is written.</param>
    /// <exception cref="RecognitionException">
    /// Recipe, ground truth or checkpoint cannot be used, a file cannot be written, or the loss is not finite any more.
    /// </exception>
    public TrainingResult Run(CancellationToken stop = default)
    {
        // The recipe: a new one, or that of the run to go on with.
        var checkpoint = request.Recipe is null ? Checkpoint.Read(_files.Checkpoint) : null;
        var recipe = checkpoint?.Recipe ?? request.Recipe!;
        var options = recipe.Training;
        var position = checkpoint?.Position ?? new TrainingPosition();
        recipe.Validate("Recipe");
        if (checkpoint is null)
        {
            _files.Create();
        }

        // The data: every bad line is named before the first step.
        var truth = GroundTruthSource.Read(recipe.Data.Train, recipe.Data.TrainSplit);
        var alphabet = checkpoint?.Alphabet ?? Alphabet.FromTexts(truth.Select(line => TextNormalizer.Normalize(line.Text)));
        var spec = NetworkSpec.Parse(recipe.Network).WithLabelCount(alphabet.LabelCount);
        var normalizer = new LineNormalizer(recipe.Preprocessing);
        LineDataSet training;
        ValidationSet? validationSet = null;
        try
        {
            var source = recipe.Data.Train;
            var inspector = new LineInspector(normalizer, spec, alphabet, options.MaximumColumns);
            training = LineDataSet.Load(source, truth, inspector, options, done => progress.Loading(source, done, truth.Count), stop);
            progress.Linted(training.Report);
            training.Report.ThrowIfUnusable(options.MaximumBadShare);
            checkpoint?.CheckData(training.Fingerprint, source);

            if (recipe.Data.Validation is { Length: > 0 } validationSource)
            {
                var lines = GroundTruthSource.Read(validationSource, recipe.Data.ValidationSplit);
                var reader = new LineInspector(normalizer, spec: null, alphabet: null, options.MaximumColumns);
                validationSet = ValidationSet.Load(
                    validationSource, lines, reader, options, done => progress.Loading(validationSource, done, lines.Count), stop);
                progress.Linted(validationSet.Report);
                validationSet.Report.ThrowIfUnusable(options.MaximumBadShare);
            }
        }
        catch (OperationCanceledException)
        {
            return new TrainingResult(TrainingOutcome.Interrupted, position, _files);
        }

        // The engine, and where it stands.
        using var trainer = createTrainer(spec, options);
        if (checkpoint is not null)
        {
            trainer.ImportState(checkpoint.State);
        }

        using var history = checkpoint is null
            ? TrainingHistory.Create(_files.History)
            : TrainingHistory.Resume(_files.History, position.Step);
        var validation = validationSet is null ? null : new Validation(validationSet, alphabet);
        var session = new TrainingSession(recipe, alphabet, training, validation, trainer, history, _files, position, clock ?? TimeProvider.System);
        progress.Started(new TrainingStart(
            spec, alphabet, training.Lines.Count, validation?.LineCount ?? 0, training.Bytes, session.BatchCount, position));

        // The run: step by step; now and then a look at the validation lines, and a checkpoint.
        while (!session.IsOver && !stop.IsCancellationRequested)
        {
            session.Step();
            progress.Stepped(session.Status);

            if (session.IsRowDue)
            {
                if (session.IsValidationDue && session.TryValidate(stop, out var isBest))
                {
                    progress.Validated(session.Status, isBest);
                }

                session.WriteRow();
            }

            if (session.IsCheckpointDue || stop.IsCancellationRequested)
            {
                session.Save();
                progress.Saved(_files.Checkpoint);
            }
        }

        return new TrainingResult(session.IsOver ? TrainingOutcome.Completed : TrainingOutcome.Interrupted, session.Position, _files);
    }
}
