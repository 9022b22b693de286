namespace HandwritingLstm.Cli;

/// <summary>An image file that shall be read.</summary>
/// <param name="Name">Its name in results and messages: as it was given or found.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Problem">Why it cannot be read, if that is known already.</param>
internal sealed record ImageSource(string Name, string Path, string? Problem = null);
