namespace HandwritingLstm.Cli.Transcription;

/// <summary>How all items of a batch are transcribed; a worker process is told once.</summary>
/// <param name="Model">A shipped model's name or a model file.</param>
/// <param name="Recognizer">How lines are read.</param>
/// <param name="Formats">The formats of the results, as <see cref="PageFormats"/> names them.</param>
internal sealed record WorkerSettings(string Model, RecognizerOptions Recognizer, IReadOnlyList<string> Formats);
