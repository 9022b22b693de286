namespace HandwritingLstm;

/// <summary>Another text that a line may say.</summary>
/// <param name="Text">The text in NFC.</param>
/// <param name="Probability">How probable it is among the texts that the search followed to the end, 0 to 1.</param>
public sealed record TextAlternative(string Text, float Probability);
