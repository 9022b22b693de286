namespace HandwritingLstm.Cli.Transcription;

/// <summary>Asks a worker to transcribe one item.</summary>
/// <param name="Path">The file.</param>
/// <param name="Page">The page, from 1; 0 where the file is one page.</param>
/// <param name="LayoutPath">A PAGE or ALTO file whose lines are used; null = none.</param>
/// <param name="Unfinished">Where the results go until they are whole: a path to which each format adds its extension.</param>
/// <param name="KnownContent">SHA-256 of files whose results are there already: where it is the same, nothing is done; null = always do.</param>
internal sealed record ItemRequest(string Path, int Page, string? LayoutPath, string Unfinished, string? KnownContent);
