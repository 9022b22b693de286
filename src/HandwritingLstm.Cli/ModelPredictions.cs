using HandwritingLstm.Evaluation;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Cli;

/// <summary>Reads the images of ground truth with a model.</summary>
internal sealed class ModelPredictions : IDisposable
{
    private readonly LineRecognizer _recognizer;
    private readonly LineBatchReader _reader;
    private readonly TextWriter _error;

    /// <summary>Loads a model, or several that vote.</summary>
    /// <param name="models">Shipped models' names or model files.</param>
    /// <param name="options">How it reads.</param>
    /// <param name="error">Receives a line for every image that cannot be read.</param>
    public ModelPredictions(IReadOnlyList<string> models, RecognizerOptions options, TextWriter error)
    {
        _recognizer = LineRecognizer.Load(models, options);
        _reader = new LineBatchReader(_recognizer, options.Threads, firstPageOnly: true); // as in training
        _error = error;
    }

    /// <summary>Reads the images; what cannot be read is reported, and missing from the predictions.</summary>
    /// <param name="truth">The ground truth.</param>
    /// <param name="predictionsOut">Where to write the readings, as CSV; null = nowhere.</param>
    public IReadOnlyList<Prediction> Read(IReadOnlyList<GroundTruthLine> truth, string? predictionsOut = null)
    {
        using var file = predictionsOut is null ? null : new OutputFile(predictionsOut);
        var csv = file is null ? null : new ReadingCsv(file.Writer);
        var predictions = new List<Prediction>();
        foreach (var line in _reader.Read([.. truth.Select(line => new ImageSource(line.Image, line.ImagePath))]))
        {
            if (line.Reading is null)
            {
                _error.WriteLine($"htr: {line.Problem}");
                continue;
            }

            csv?.Write(line.Name, line.Reading);
            predictions.Add(new Prediction(line.Name, line.Reading.Text, line.Reading.Confidence, Row: 0)
            {
                Seconds = line.Seconds,
                Characters = CharacterExtent.Of(line.Reading),
            });
        }

        file?.Commit();
        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose() => _recognizer.Dispose();
}
