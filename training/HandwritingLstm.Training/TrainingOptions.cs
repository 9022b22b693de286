using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training;

/// <summary>How a network is trained: optimiser, schedule, batches, validation.</summary>
public sealed record TrainingOptions
{
    /// <summary>How long to train, in <see cref="BudgetUnit"/>s; the learning rate decays towards its end.</summary>
    public double Budget { get; init; } = 30;

    /// <summary>What the budget is counted in.</summary>
    public TrainingUnit BudgetUnit { get; init; } = TrainingUnit.Epochs;

    /// <summary>The highest learning rate.</summary>
    public double PeakLearningRate { get; init; } = 2e-3;

    /// <summary>The last learning rate as a share of the highest.</summary>
    public double FinalLearningRateShare { get; init; } = 0.005;

    /// <summary>Steps in which the learning rate rises from 0 to its peak.</summary>
    public int WarmUpSteps { get; init; } = 300;

    /// <summary>AdamW's decoupled weight decay.</summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>AdamW's decay of the mean gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's decay of the mean squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>AdamW's ε.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The decay of the moving average of the weights, which validation and models use; 0 = none, the weights themselves.</summary>
    /// <remarks>Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control and Optimization 30(4), 1992.</remarks>
    public double AverageDecay { get; init; }

    /// <summary>
    /// Whether at the end of the run the mean of its weights and of those that it began with is validated too, and kept if it reads better;
    /// without validation lines it is kept.
    /// </summary>
    /// <remarks>M. Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, section 3, with equal shares.</remarks>
    public bool MeanWithStart { get; init; }

    /// <summary>The largest L2 norm of a step's gradient; longer ones are scaled down to it.</summary>
    public double ClipNorm { get; init; } = 5;

    /// <summary>The weight of the CTC shortcut (<see cref="Network.EngineOptions.ShortcutWeight"/>); 0 = none.</summary>
    public double ShortcutWeight { get; init; }

    /// <summary>How much two views of every line are drawn together (<see cref="Network.EngineOptions.ConsistencyWeight"/>); 0 = lines come alone. A batch has twice as many lines then.</summary>
    public double ConsistencyWeight { get; init; }

    /// <summary>
    /// The share of the run, above 0 to 1, at its end in which the learning rate falls; before, it stays at its peak, so that a run can be gone on with. 1 = it falls from the start.
    /// </summary>
    /// <remarks>A. Hägele et al., "Scaling laws and compute-optimal training beyond fixed training durations", NeurIPS 2024, section 3.</remarks>
    public double CooldownShare { get; init; } = 1;

    /// <summary>The share of the run, 0 to 1, over which dropout grows from none to what the network's description says; 0 = it is there from the first step.</summary>
    /// <remarks>Morerio et al., "Curriculum dropout", ICCV 2017, section 3; here the probability grows along a straight line.</remarks>
    public double DropoutGrowth { get; init; }

    /// <summary>How many of the network's layers, counted from the image, keep the weights they begin with.</summary>
    public int FrozenLayers { get; init; }

    /// <summary>After so many validations in a row without a better CER the run ends; 0 = never before its budget.</summary>
    public int Patience { get; init; }

    /// <summary>Lines in a batch, unless <see cref="BatchColumns"/> says how many.</summary>
    public int BatchLines { get; init; } = 16;

    /// <summary>Columns in a batch, before any pooling, all its lines together: narrow lines are then many to a batch, wide ones few; 0 = <see cref="BatchLines"/> counts.</summary>
    public int BatchColumns { get; init; }

    /// <summary>How often to validate, in <see cref="ValidateUnit"/>s.</summary>
    public double ValidateEvery { get; init; } = 1;

    /// <summary>What <see cref="ValidateEvery"/> is counted in.</summary>
    public TrainingUnit ValidateUnit { get; init; } = TrainingUnit.Epochs;

    /// <summary>How many validation lines to read, evenly spaced over the file; 0 = all.</summary>
    public int ValidationLines { get; init; }

    /// <summary>Minutes between two checkpoints; one is also written after every epoch and when the run is stopped.</summary>
    public double CheckpointMinutes { get; init; } = 5;

    /// <summary>How many times as wide as in training lines are at validation and to the trained model, 0.5 to 2.</summary>
    /// <remarks>
    /// A network that was trained with distortions reads best what is somewhat larger than what it was trained on, and narrower
    /// lines are quicker to train with: Touvron et al., "Fixing the train-test resolution discrepancy", NeurIPS 2019.
    /// </remarks>
    public double RecognitionWidening { get; init; } = 1;

    /// <summary>Seed of the initial weights, the order of the lines, the augmentation and dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads; 0 = all cores. The lines of every step do not depend on it, but what their sums are rounded to does.</summary>
    public int Threads { get; init; }

    /// <summary>The largest share of unusable training lines with which training still starts, 0 to 1.</summary>
    public double MaximumBadShare { get; init; } = 0.05;

    /// <summary>The widest line that is trained on, in columns after normalisation.</summary>
    public int MaximumColumns { get; init; } = 8192;

    /// <summary>The most memory that the loaded lines may take, in MiB.</summary>
    public int MaximumDataMegabytes { get; init; } = 4096;

    /// <summary>Whether convolutions compute in bfloat16 on a GPU that can; weights and all else stay in 32 bits. Nothing changes elsewhere.</summary>
    /// <remarks>Kalamkar et al., "A study of bfloat16 for deep learning training", 2019.</remarks>
    public bool MixedPrecision { get; init; } = true;

    /// <summary>What the probability of dropout is multiplied by, 0 to 1.</summary>
    /// <param name="progress">How much of the budget is spent, 0 to 1.</param>
    public float DropoutStrength(double progress) => progress >= DropoutGrowth ? 1 : (float)(progress / DropoutGrowth);

    /// <summary>These options with the budget, the cool-down and the number of threads of others: what may change in a run, which goes on where it stands.</summary>
    /// <param name="other">The others.</param>
    public TrainingOptions WithScheduleOf(TrainingOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Budget = other.Budget, BudgetUnit = other.BudgetUnit, CooldownShare = other.CooldownShare, Threads = other.Threads };
    }

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<TrainingOptions> Table { get; } = new OptionTable<TrainingOptions>("training")
        .Number("budget", 0.001, 1e9, "how long to train", o => o.Budget, (o, v) => o with { Budget = v })
        .Choice("budgetUnit", "what the budget is counted in", o => o.BudgetUnit, (o, v) => o with { BudgetUnit = v })
        .Number("peakLearningRate", 1e-9, 1, "the highest learning rate", o => o.PeakLearningRate, (o, v) => o with { PeakLearningRate = v })
        .Number("finalLearningRateShare", 0, 1, "the last learning rate as a share of the highest", o => o.FinalLearningRateShare, (o, v) => o with { FinalLearningRateShare = v })
        .Whole("warmUpSteps", 0, 1_000_000, "steps until the highest learning rate; Adam's first steps are noisy", o => o.WarmUpSteps, (o, v) => o with { WarmUpSteps = v })
        .Number("weightDecay", 0, 1, "shrinks weights that nothing needs", o => o.WeightDecay, (o, v) => o with { WeightDecay = v })
        .Number("beta1", 0, 0.9999, "AdamW: decay of the mean gradient", o => o.Beta1, (o, v) => o with { Beta1 = v })
        .Number("beta2", 0, 0.99999, "AdamW: decay of the mean squared gradient", o => o.Beta2, (o, v) => o with { Beta2 = v })
        .Number("epsilon", 1e-12, 0.1, "AdamW: keeps the step finite where gradients vanish", o => o.Epsilon, (o, v) => o with { Epsilon = v })
        .Number("averageDecay", 0, 0.999999, "a moving average of the weights is calmer than they are; 0 = none", o => o.AverageDecay, (o, v) => o with { AverageDecay = v })
        .Flag("meanWithStart", "two steps of one training often have a mean of weights that reads better than either", o => o.MeanWithStart, (o, v) => o with { MeanWithStart = v })
        .Number("clipNorm", 1e-6, 1e9, "tames the rare exploding gradient of a recurrent network", o => o.ClipNorm, (o, v) => o with { ClipNorm = v })
        .Number("shortcutWeight", 0, 10, "a second CTC loss on the columns before the recurrent layers; 0 = none", o => o.ShortcutWeight, (o, v) => o with { ShortcutWeight = v })
        .Number("consistencyWeight", 0, 10, "two views of a line shall be read alike, which keeps a network from learning its lines by heart; 0 = one view", o => o.ConsistencyWeight, (o, v) => o with { ConsistencyWeight = v })
        .Number("cooldownShare", 0.001, 1, "share of the run at its end in which the learning rate falls", o => o.CooldownShare, (o, v) => o with { CooldownShare = v })
        .Number("dropoutGrowth", 0, 1, "share of the run in which dropout grows to its value; at first there is nothing to regularise", o => o.DropoutGrowth, (o, v) => o with { DropoutGrowth = v })
        .Whole("frozenLayers", 0, 1000, "layers from the image on that are not trained", o => o.FrozenLayers, (o, v) => o with { FrozenLayers = v })
        .Whole("patience", 0, 1_000_000, "validations in a row without a better CER that end the run; 0 = never", o => o.Patience, (o, v) => o with { Patience = v })
        .Whole("batchLines", 1, 4096, "lines in a batch", o => o.BatchLines, (o, v) => o with { BatchLines = v })
        .Whole("batchColumns", 0, 10_000_000, "columns in a batch, so that every step is about as much work; 0 = batchLines counts", o => o.BatchColumns, (o, v) => o with { BatchColumns = v })
        .Number("validateEvery", 0.001, 1e9, "how often to validate", o => o.ValidateEvery, (o, v) => o with { ValidateEvery = v })
        .Choice("validateUnit", "what validateEvery is counted in", o => o.ValidateUnit, (o, v) => o with { ValidateUnit = v })
        .Whole("validationLines", 0, int.MaxValue, "validation lines to read, evenly spaced; 0 = all", o => o.ValidationLines, (o, v) => o with { ValidationLines = v })
        .Number("checkpointMinutes", 0.01, 1e6, "minutes of work that a power cut may cost", o => o.CheckpointMinutes, (o, v) => o with { CheckpointMinutes = v })
        .Number("recognitionWidening", 0.5, 2, "what is read best is somewhat wider than what was trained on", o => o.RecognitionWidening, (o, v) => o with { RecognitionWidening = v })
        .Whole("seed", 0, int.MaxValue, "the same seed gives the same run", o => o.Seed, (o, v) => o with { Seed = v })
        .Whole("threads", 0, 1024, "threads; 0 = all cores", o => o.Threads, (o, v) => o with { Threads = v })
        .Flag("mixedPrecision", "convolutions in bfloat16 on a GPU that can, which is faster; nothing changes elsewhere", o => o.MixedPrecision, (o, v) => o with { MixedPrecision = v })
        .Number("maximumBadShare", 0, 1, "more unusable lines than this share mean a mistake, not noise", o => o.MaximumBadShare, (o, v) => o with { MaximumBadShare = v })
        .Whole("maximumColumns", 16, 1_000_000, "a wider line is a page or a mistake, and would need much memory", o => o.MaximumColumns, (o, v) => o with { MaximumColumns = v })
        .Whole("maximumDataMegabytes", 1, 1_000_000, "memory for the loaded lines", o => o.MaximumDataMegabytes, (o, v) => o with { MaximumDataMegabytes = v });
}
