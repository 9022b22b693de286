namespace HandwritingLstm.Cli.Transcription;

/// <summary>Transcribes items, one at a time; it always answers, whatever an item does to it.</summary>
internal interface IItemWorker : IDisposable
{
    /// <summary>Transcribes one item.</summary>
    /// <exception cref="RecognitionException">No item can be transcribed, such as for a model that is missing.</exception>
    Task<ItemReport> TranscribeAsync(ItemRequest request, CancellationToken cancellation);
}
