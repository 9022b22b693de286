namespace HandwritingLstm.Training.Recipes;

/// <summary>What the trained model says of itself.</summary>
public sealed record ModelOptions
{
    /// <summary>The model's name, such as <c>iam-ondb</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it reads and what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The terms under which the model may be used: those of its training data.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The data sets it is trained on, with their licences.</summary>
    public string Data { get; init; } = "";

    /// <summary>The fields with their reasons.</summary>
    public static OptionTable<ModelOptions> Table { get; } = new OptionTable<ModelOptions>("model")
        .Text("name", "the model's name", o => o.Name, (o, v) => o with { Name = v })
        .Text("description", "what it reads", o => o.Description, (o, v) => o with { Description = v })
        .Text("licence", "the terms of its training data", o => o.Licence, (o, v) => o with { Licence = v })
        .Text("data", "the data sets with their licences", o => o.Data, (o, v) => o with { Data = v });
}
