namespace HandwritingLstm.Cli.Transcription;

/// <summary>An item on its way from the worker to its place.</summary>
/// <param name="Item">The item.</param>
/// <param name="Unfinished">Where its results lie, before their extensions.</param>
/// <param name="Report">What became of it.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record FinishedItem(PageItem Item, string Unfinished, ItemReport Report, TimeSpan Duration);
