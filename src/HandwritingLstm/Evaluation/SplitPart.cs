namespace HandwritingLstm.Evaluation;

/// <summary>A part of a data set.</summary>
/// <param name="Name">The part's name, such as train.</param>
/// <param name="Lines">Its lines, in the order they came in, with <see cref="GroundTruthLine.Split"/> set to the name.</param>
public sealed record SplitPart(string Name, IReadOnlyList<GroundTruthLine> Lines)
{
    /// <summary>Number of different writers known.</summary>
    public int WriterCount => Lines.Select(line => line.Writer).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    /// <summary>Number of different pages known.</summary>
    public int PageCount => Lines.Select(line => line.Page).OfType<string>().Distinct(StringComparer.Ordinal).Count();
}
