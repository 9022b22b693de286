namespace HandwritingLstm.Training.Recipes;

/// <summary>Which ground truth a recipe trains on and validates with, unless the command line names another.</summary>
public sealed record DataOptions
{
    /// <summary>The model to begin with, a shipped one's name or a file; empty = none, all weights are drawn at random.</summary>
    public string From { get; init; } = "";

    /// <summary>Ground-truth CSV, or folder of images with <c>.gt.txt</c> files, to train on, or several with <c>;</c> between; relative to the current folder.</summary>
    public string Train { get; init; } = "";

    /// <summary>Only lines of this split, of <see cref="OtherHands"/>, too; empty = all.</summary>
    public string TrainSplit { get; init; } = "";

    /// <summary>
    /// Ground truth to train on besides, for its hands: of other languages, so its texts are spelled with the letters of <see cref="Train"/> (é becomes e), and
    /// lines with characters for which there are none are left out; empty = none.
    /// </summary>
    public string OtherHands { get; init; } = "";

    /// <summary>Pen strokes of the training lines (JSON lines, may be .gz), found by the names of their images; empty = none.</summary>
    public string Ink { get; init; } = "";

    /// <summary>Ground truth to validate with; empty = none, then the last weights count as the best.</summary>
    public string Validation { get; init; } = "";

    /// <summary>Only validation lines of this split; empty = all.</summary>
    public string ValidationSplit { get; init; } = "";

    /// <summary>The fields with their reasons.</summary>
    public static OptionTable<DataOptions> Table { get; } = new OptionTable<DataOptions>("data")
        .Text("train", "ground truth to train on", o => o.Train, (o, v) => o with { Train = v })
        .Text("otherHands", "ground truth of other languages, for its hands", o => o.OtherHands, (o, v) => o with { OtherHands = v })
        .Text("trainSplit", "only lines of this split", o => o.TrainSplit, (o, v) => o with { TrainSplit = v })
        .Text("from", "the model to begin with", o => o.From, (o, v) => o with { From = v })
        .Text("ink", "pen strokes of the training lines", o => o.Ink, (o, v) => o with { Ink = v })
        .Text("validation", "ground truth to validate with", o => o.Validation, (o, v) => o with { Validation = v })
        .Text("validationSplit", "only lines of this split", o => o.ValidationSplit, (o, v) => o with { ValidationSplit = v });
}
