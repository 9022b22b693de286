namespace HandwritingLstm.Models;

/// <summary>What people want to know of a model; all of it is text, and all of it may be empty.</summary>
public sealed record ModelMetadata
{
    /// <summary>The model's name, such as <c>iam-ondb</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it reads and what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The terms under which the model may be used.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The data sets it was trained on, with their licences.</summary>
    public string Data { get; init; } = "";

    /// <summary>The commit of the program that trained it.</summary>
    public string Commit { get; init; } = "";

    /// <summary>When it was written: ISO 8601, UTC.</summary>
    public string Created { get; init; } = "";

    /// <summary>Its figures as a JSON object, such as <c>{"valid_cer":0.084}</c>; CER and WER are fractions.</summary>
    public string Figures { get; init; } = "{}";
}
