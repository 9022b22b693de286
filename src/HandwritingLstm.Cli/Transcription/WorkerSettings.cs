namespace HandwritingLstm.Cli.Transcription;

/// <summary>How all items of a batch are transcribed; a worker process is told once.</summary>
/// <param name="Models">The model, or several that vote: shipped models' names or model files.</param>
/// <param name="Recognizer">How lines are read.</param>
/// <param name="Formats">The formats of the results, as <see cref="PageFormats"/> names them.</param>
internal sealed record WorkerSettings(IReadOnlyList<string> Models, RecognizerOptions Recognizer, IReadOnlyList<string> Formats);
