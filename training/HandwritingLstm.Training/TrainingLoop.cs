using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.History;

namespace HandwritingLstm.Training;

/// <summary>A training run, from ground truth to model. Read <see cref="Run"/> from top to bottom.</summary>
/// <remarks>
/// Bit for bit the same losses on the same number of threads, resumed or not, and the same lines on any, where the budget is counted in epochs
/// or steps. With a budget in minutes, of the clock or of the processor, the learning rate follows it: a resumed run goes on from the minutes that
/// its checkpoint has, but no two runs are equal.
/// </remarks>
/// <param name="request">What to train, and where to keep it.</param>
/// <param name="createTrainer">Builds the engine that trains a network.</param>
/// <param name="progress">Where the run tells how it is going.</param>
/// <param name="clock">Measures the minutes; null = the system's clock.</param>
/// <param name="processor">Measures the processor time; null = that of this process.</param>
public sealed class TrainingLoop(
    TrainingRequest request,
    Func<NetworkSpec, TrainingOptions, ILineTrainer> createTrainer,
    ITrainingProgress progress,
    TimeProvider? clock = null,
    TimeProvider? processor = null)
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
        if (request.Schedule is not null)
        {
            recipe = recipe with { Training = recipe.Training.WithScheduleOf(request.Schedule) };
        }

        var position = checkpoint?.Position ?? new TrainingPosition();
        recipe.Validate("Recipe");
        var beginning = recipe.Data.From.Length > 0 && (checkpoint is null || recipe.Training.MeanWithStart) ? ModelFile.Load(ModelStore.Find(recipe.Data.From)) : null;
        _files.Open(isNew: checkpoint is null);

        // The data: every bad line is named before the first step. Where lines are composed, their letters.
        TrainingData data;
        ComposedLines? composed;
        try
        {
            data = TrainingData.Load(recipe, checkpoint?.Alphabet, beginning?.Alphabet, progress, stop);
            checkpoint?.CheckData(data.Training.Fingerprint, data.Training.Report.Source);
            composed = recipe.Composed.Share > 0 ? ComposedLines.Load(recipe, data, progress, stop) : null;
        }
        catch (OperationCanceledException)
        {
            return new TrainingResult(TrainingOutcome.Interrupted, position, _files);
        }

        // The lines as they are seen in each epoch, then the engine, and where it stands.
        using var lines = new EpochLines(recipe, data, composed);
        using var trainer = createTrainer(data.Spec, recipe.Training);
        if (checkpoint is not null)
        {
            trainer.ImportState(checkpoint.State);
        }
        else if (beginning is not null)
        {
            trainer.ImportWeights(WeightTransfer.Onto(trainer.Network, data.Alphabet, beginning, recipe.Data.From));
        }

        using var history = checkpoint is null
            ? TrainingHistory.Create(_files.History)
            : TrainingHistory.Resume(_files.History, position.Step);
        using var session = new TrainingSession(recipe, data, lines, trainer, history, _files, position, clock ?? TimeProvider.System, processor ?? new ProcessorClock())
        {
            MeanWith = recipe.Training.MeanWithStart ? beginning : null,
        };
        progress.Started(session.Start);

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

                if (session.IsOver && session.TryValidateMean(out var isMeanBest))
                {
                    progress.Validated(session.Status, isMeanBest);
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
