using System.Globalization;
using System.Text.Json;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training;

/// <summary>A run at one moment: with it, and with the same data, the run goes on as if it had never stopped.</summary>
/// <remarks>
/// One <c>.safetensors</c> file, replaced atomically. Order of lines, augmentation and dropout are functions of the seed
/// and of the counters in <see cref="Position"/>, so there is no random state to keep.
/// </remarks>
/// <param name="Recipe">The recipe of the run.</param>
/// <param name="Alphabet">The alphabet.</param>
/// <param name="DataFingerprint">The training lines, see <see cref="Data.LineDataSet.Fingerprint"/>.</param>
/// <param name="Position">How far the run has come.</param>
/// <param name="State">The trainer's state: weights, running statistics, optimiser moments.</param>
public sealed record Checkpoint(
    Recipe Recipe, Alphabet Alphabet, string DataFingerprint, TrainingPosition Position, IReadOnlyList<NamedTensor> State)
{
    private const string Format = "handwriting-lstm-checkpoint";
    private const string Version = "1";

    /// <summary>Writes the checkpoint, whole or not at all.</summary>
    /// <exception cref="RecognitionException">The file cannot be written.</exception>
    public void Write(string path)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["format_version"] = Version,
            ["recipe"] = Recipe.ToJson(),
            ["alphabet"] = AlphabetJson.Write(Alphabet),
            ["data"] = DataFingerprint,
            ["epoch"] = Position.Epoch.ToString(CultureInfo.InvariantCulture),
            ["batch"] = Position.Batch.ToString(CultureInfo.InvariantCulture),
            ["step"] = Position.Step.ToString(CultureInfo.InvariantCulture),
            ["lines"] = Position.Lines.ToString(CultureInfo.InvariantCulture),
            ["minutes"] = Position.Minutes.ToString("R", CultureInfo.InvariantCulture),
            ["cpu_minutes"] = Position.CpuMinutes.ToString("R", CultureInfo.InvariantCulture),
            ["loss_sum"] = Position.LossSum.ToString("R", CultureInfo.InvariantCulture),
            ["loss_steps"] = Position.LossSteps.ToString(CultureInfo.InvariantCulture),
            ["validated_at"] = Position.ValidatedAt.ToString("R", CultureInfo.InvariantCulture),
            ["validations_since_best"] = Position.ValidationsSinceBest.ToString(CultureInfo.InvariantCulture),
            ["best_cer"] = Position.BestCharacterErrorRate?.ToString("R", CultureInfo.InvariantCulture) ?? "",
        };
        SafeTensors.Write(path, metadata, State, TensorPrecision.F32);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="RecognitionException">The file is missing, damaged or no checkpoint of this version.</exception>
    public static Checkpoint Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new RecognitionException($"{path} does not exist, so there is no run to resume; start one without --resume.");
        }

        var content = SafeTensors.Read(path);
        string Text(string key) => content.Metadata.TryGetValue(key, out var value)
            ? value
            : throw Damaged(path, $"the metadata \"{key}\" is missing");

        if (!content.Metadata.TryGetValue("format", out var format) || !string.Equals(format, Format, StringComparison.Ordinal))
        {
            throw new RecognitionException($"{path} is no checkpoint of a training run; name the folder of a run.");
        }

        if (!string.Equals(Text("format_version"), Version, StringComparison.Ordinal))
        {
            throw new RecognitionException(
                $"{path} has the checkpoint format {Text("format_version")}, but this program reads {Version}; resume with the program that wrote it.");
        }

        try
        {
            return new Checkpoint(
                Recipe.Parse(Text("recipe"), $"{path}, recipe"),
                AlphabetJson.Parse(Text("alphabet")),
                Text("data"),
                new TrainingPosition
                {
                    Epoch = int.Parse(Text("epoch"), CultureInfo.InvariantCulture),
                    Batch = int.Parse(Text("batch"), CultureInfo.InvariantCulture),
                    Step = long.Parse(Text("step"), CultureInfo.InvariantCulture),
                    Lines = long.Parse(Text("lines"), CultureInfo.InvariantCulture),
                    Minutes = double.Parse(Text("minutes"), CultureInfo.InvariantCulture),
                    CpuMinutes = double.Parse(content.Metadata.GetValueOrDefault("cpu_minutes", "0"), CultureInfo.InvariantCulture), // older checkpoints have none,
                    LossSum = double.Parse(Text("loss_sum"), CultureInfo.InvariantCulture),
                    LossSteps = int.Parse(Text("loss_steps"), CultureInfo.InvariantCulture),
                    ValidatedAt = double.Parse(Text("validated_at"), CultureInfo.InvariantCulture),
                    ValidationsSinceBest = int.Parse(Text("validations_since_best"), CultureInfo.InvariantCulture),
                    BestCharacterErrorRate = Text("best_cer") is { Length: > 0 } best ? double.Parse(best, CultureInfo.InvariantCulture) : null,
                },
                content.Tensors);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException)
        {
            throw Damaged(path, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Refuses to go on with other lines than those that the run began with.</summary>
    /// <param name="fingerprint">The lines loaded now.</param>
    /// <param name="source">Where they come from.</param>
    /// <exception cref="RecognitionException">They are others.</exception>
    public void CheckData(string fingerprint, string source)
    {
        if (!string.Equals(fingerprint, DataFingerprint, StringComparison.Ordinal))
        {
            throw new RecognitionException(
                $"{source}: its usable lines are not those that the run began with (fingerprint {fingerprint}, not {DataFingerprint}); restore the ground truth and its images, or start a new run.");
        }
    }

    private static RecognitionException Damaged(string path, string why) =>
        new($"{path} is damaged: {why}; delete the run folder and train anew.");
}
