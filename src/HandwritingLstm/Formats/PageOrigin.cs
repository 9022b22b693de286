namespace HandwritingLstm.Formats;

/// <summary>Where a page's reading comes from: what a file says of it beside its lines.</summary>
/// <param name="Image">The name of the page's image file, as the written file should call it.</param>
public sealed record PageOrigin(string Image)
{
    /// <summary>The page within a file of several, from 1; 1 where the file has but one.</summary>
    public int Page { get; init; } = 1;

    /// <summary>
    /// When the reading was made. A batch gives the time of the image, so that the same input makes the same bytes again.
    /// </summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The model that read; empty = unknown.</summary>
    public string Model { get; init; } = "";

    /// <summary>The program that read, with its version.</summary>
    internal static string Software { get; } = $"HandwritingLstm {Version}";

    /// <summary>The program's version.</summary>
    internal static string Version => typeof(PageOrigin).Assembly.GetName().Version?.ToString(3) ?? "0";
}
