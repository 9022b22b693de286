using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Recipes;

/// <summary>Everything that decides what a training run learns: a JSON file, in which comments are allowed.</summary>
/// <remarks>
/// What a recipe leaves out is as in the recipe that it <c>extends</c>, else it has its default; what it has too much, or of a
/// wrong type or range, is an error.
/// </remarks>
public sealed record Recipe
{
    private const int MostExtensions = 8; // more are a recipe that extends itself

    /// <summary>The network in VGSL; the number of labels at its end is replaced by that of the alphabet.</summary>
    public required string Network { get; init; }

    /// <summary>What the trained model says of itself.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>How an image becomes columns.</summary>
    public LineNormalizerOptions Preprocessing { get; init; } = new();

    /// <summary>How training lines are distorted.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>How lines are written anew from their pen strokes, where the data has them.</summary>
    public InkOptions Ink { get; init; } = new();

    /// <summary>What the lines that are written anew are written on.</summary>
    public PaperOptions Paper { get; init; } = new();

    /// <summary>How often a line says something else in the same hand.</summary>
    public ComposedOptions Composed { get; init; } = new();

    /// <summary>Which part of the lines is drawn with fonts.</summary>
    public SyntheticOptions Synthetic { get; init; } = new();

    /// <summary>Optimiser, schedule, batches, validation.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>What is trained on.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>How the trained model prepares lines: as in training, but for <see cref="TrainingOptions.RecognitionWidening"/>.</summary>
    internal LineNormalizerOptions RecognitionPreprocessing => Preprocessing with { Widening = Preprocessing.Widening * Training.RecognitionWidening };

    /// <summary>Reads a recipe.</summary>
    /// <exception cref="RecognitionException">The file cannot be read, or something in it is wrong.</exception>
    public static Recipe Read(string path) => Read(path, extensions: 0);

    /// <summary>The recipe that fine-tunes a model: its network, lines prepared as it reads them, a low learning rate, some distortion.</summary>
    /// <param name="nameOrPath">A shipped model's name, or a model file's path.</param>
    /// <exception cref="RecognitionException">There is no such model, or it is damaged.</exception>
    public static Recipe ToFineTune(string nameOrPath)
    {
        var model = ModelFile.Load(ModelStore.Find(nameOrPath));
        return new Recipe
        {
            Network = model.Spec.ToString(),
            Model = new ModelOptions { Licence = model.Metadata.Licence, Description = $"{model.Metadata.Name}, fine-tuned" },
            Preprocessing = PreprocessingJson.Read(model.Preprocessing),
            Training = new TrainingOptions { Budget = 20, PeakLearningRate = 5e-4, WarmUpSteps = 50, BatchLines = 12 },
            Data = new DataOptions { From = nameOrPath },
        };
    }

    /// <summary>The recipe for other lines than those it was written for: their pen strokes, their validation lines, their terms, the model they go on from and that and the texts which composed lines are made with are not those of others.</summary>
    /// <param name="train">The ground truth to train on.</param>
    /// <param name="name">What the model shall be called.</param>
    /// <param name="from">The model to begin with, whose terms go on to hold; null = none.</param>
    /// <exception cref="RecognitionException">There is no such model, or it is damaged.</exception>
    public Recipe OnOtherLines(string train, string name, string? from) => this with
    {
        Data = new DataOptions { From = from ?? "", Train = train },
        Composed = Composed with { Share = 0 },
        Training = Training with { MeanWithStart = false },
        Model = (from is null ? new ModelOptions() : ToFineTune(from).Model) with { Name = name },
    };

    /// <summary>Reads a recipe from JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="source">Where it comes from: the beginning of every message; in its folder are the recipes that it extends.</param>
    /// <exception cref="RecognitionException">Something in it is wrong.</exception>
    public static Recipe Parse(string json, string source) => Parse(json, source, extensions: 0);

    /// <summary>The recipe with one option changed, as <c>--set training.seed=3</c> asks.</summary>
    /// <param name="key">Section and key, such as <c>training.seed</c>, or <c>network</c>.</param>
    /// <param name="value">The new value, as in the file; the quotes around a text may be left out.</param>
    /// <exception cref="RecognitionException">The key is unknown, or the value has another type or is out of range.</exception>
    public Recipe With(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var field = key[(dot + 1)..];
        return (dot < 0 ? key : key[..dot]) switch
        {
            "network" when dot < 0 => Checked(this with { Network = value }, "Option"),
            "model" when dot > 0 => this with { Model = ModelOptions.Table.With(Model, field, value) },
            "preprocessing" when dot > 0 => Checked(this with { Preprocessing = PreprocessingTable.Table.With(Preprocessing, field, value) }, "Option"),
            "augmentation" when dot > 0 => this with { Augmentation = AugmentationOptions.Table.With(Augmentation, field, value) },
            "ink" when dot > 0 => this with { Ink = InkOptions.Table.With(Ink, field, value) },
            "paper" when dot > 0 => this with { Paper = PaperOptions.Table.With(Paper, field, value) },
            "composed" when dot > 0 => this with { Composed = ComposedOptions.Table.With(Composed, field, value) },
            "synthetic" when dot > 0 => this with { Synthetic = SyntheticOptions.Table.With(Synthetic, field, value) },
            "training" when dot > 0 => this with { Training = TrainingOptions.Table.With(Training, field, value) },
            "data" when dot > 0 => this with { Data = DataOptions.Table.With(Data, field, value) },
            _ => throw new RecognitionException(
                $"Option: \"{key}\" is unknown; expected network, or model., preprocessing., augmentation., ink., paper., composed., synthetic., training. or data. and a key of this section."),
        };
    }

    /// <summary>Writes the whole recipe, defaults included.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("network", Network);
            ModelOptions.Table.Write(writer, Model);
            PreprocessingTable.Table.Write(writer, Preprocessing);
            AugmentationOptions.Table.Write(writer, Augmentation);
            InkOptions.Table.Write(writer, Ink);
            PaperOptions.Table.Write(writer, Paper);
            ComposedOptions.Table.Write(writer, Composed);
            SyntheticOptions.Table.Write(writer, Synthetic);
            TrainingOptions.Table.Write(writer, Training);
            DataOptions.Table.Write(writer, Data);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Checks all options and that they fit together.</summary>
    /// <param name="source">Where the recipe comes from: the beginning of every message.</param>
    /// <exception cref="RecognitionException">Something is out of range.</exception>
    public void Validate(string source)
    {
        PreprocessingTable.Table.Validate(Preprocessing, source);
        AugmentationOptions.Table.Validate(Augmentation, source);
        InkOptions.Table.Validate(Ink, source);
        PaperOptions.Table.Validate(Paper, source);
        Composed.Validate(source);
        Synthetic.Validate(source);
        TrainingOptions.Table.Validate(Training, source);
        Checked(this, source);
        if (Preprocessing.ReadingDirection == ReadingDirection.RightToLeft && (Composed.Share > 0 || Synthetic.Share > 0))
        {
            throw new RecognitionException(
                $"{source}: \"preprocessing.readingDirection\" is \"rightToLeft\", but composed and synthetic lines are written from left to right; set \"composed.share\" and \"synthetic.share\" to 0.");
        }

        if (Training.MeanWithStart && Data.From.Length == 0)
        {
            throw new RecognitionException($"{source}: \"training.meanWithStart\" is true, but \"data.from\" names no model to begin with; name one, or leave it out.");
        }
    }

    private static Recipe Read(string path, int extensions)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path} cannot be read: {exception.Message.TrimEnd('.')}; name a recipe such as training/recipes/cnn-blstm.json.", exception);
        }

        return Parse(json, path, extensions);
    }

    private static Recipe Parse(string json, string source, int extensions)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            return Parse(document.RootElement, source, extensions);
        }
        catch (JsonException exception)
        {
            throw new RecognitionException($"{source} is not JSON: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", exception);
        }
    }

    private static Recipe Parse(JsonElement root, string source, int extensions)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new RecognitionException($"{source}: found {root.GetRawText()}, but a recipe is an object with a key \"network\".");
        }

        var recipe = root.TryGetProperty("extends", out var other) ? Extended(other, source, extensions + 1) : new Recipe { Network = "" };
        foreach (var section in root.EnumerateObject())
        {
            var json = section.Value;
            recipe = section.Name switch
            {
                "extends" => recipe,
                "network" when json.ValueKind == JsonValueKind.String => recipe with { Network = json.GetString()! },
                "network" => throw new RecognitionException($"{source}: \"network\" is {json.GetRawText()}, but it must be a VGSL text in quotes."),
                "model" => recipe with { Model = ModelOptions.Table.Read(json, recipe.Model, source) },
                "preprocessing" => recipe with { Preprocessing = PreprocessingTable.Table.Read(json, recipe.Preprocessing, source) },
                "augmentation" => recipe with { Augmentation = AugmentationOptions.Table.Read(json, recipe.Augmentation, source) },
                "ink" => recipe with { Ink = InkOptions.Table.Read(json, recipe.Ink, source) },
                "paper" => recipe with { Paper = PaperOptions.Table.Read(json, recipe.Paper, source) },
                "composed" => recipe with { Composed = ComposedOptions.Table.Read(json, recipe.Composed, source) },
                "synthetic" => recipe with { Synthetic = SyntheticOptions.Table.Read(json, recipe.Synthetic, source) },
                "training" => recipe with { Training = TrainingOptions.Table.Read(json, recipe.Training, source) },
                "data" => recipe with { Data = DataOptions.Table.Read(json, recipe.Data, source) },
                _ => throw new RecognitionException(
                    $"{source}: \"{section.Name}\" is unknown; a recipe knows extends, network, model, preprocessing, augmentation, ink, paper, composed, synthetic, training, data."),
            };
        }

        return Checked(recipe, source);
    }

    private static Recipe Extended(JsonElement other, string source, int extensions)
    {
        if (other.ValueKind != JsonValueKind.String || other.GetString() is not { Length: > 0 } name || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new RecognitionException($"{source}: \"extends\" is {other.GetRawText()}, but it must be the path of a recipe, in quotes.");
        }

        if (extensions > MostExtensions)
        {
            throw new RecognitionException($"{source}: \"extends\" has led through {MostExtensions} recipes; does one of them extend itself?");
        }

        return Read(Path.Combine(Path.GetDirectoryName(source) ?? "", name), extensions);
    }

    private static Recipe Checked(Recipe recipe, string source)
    {
        if (recipe.Network.Length == 0)
        {
            throw new RecognitionException($"{source}: \"network\" is missing; add one such as \"[1,48,0,1 S1(1x0)1,3 Lbx128 O1c2]\".");
        }

        NetworkSpec spec;
        try
        {
            spec = NetworkSpec.Parse(recipe.Network);
            spec.Validate();
            recipe.Preprocessing.Validate();
        }
        catch (RecognitionException exception)
        {
            throw new RecognitionException($"{source}: {exception.Message}", exception);
        }

        if (recipe.RecognitionPreprocessing.Widening is < 0.5 or > 4)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{source}: \"preprocessing.widening\" times \"training.recognitionWidening\" is {recipe.RecognitionPreprocessing.Widening}; make it 0.5 to 4."));
        }

        return spec.Height == recipe.Preprocessing.Height
            ? recipe
            : throw new RecognitionException(
                $"{source}: the network takes lines of height {spec.Height}, but \"preprocessing.height\" is {recipe.Preprocessing.Height}; make them equal.");
    }
}
