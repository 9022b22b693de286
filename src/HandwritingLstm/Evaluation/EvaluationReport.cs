namespace HandwritingLstm.Evaluation;

/// <summary>How well lines were read: error rates with their uncertainty, the worst lines, and which characters are confused.</summary>
public sealed class EvaluationReport
{
    private readonly Lazy<Confusions> _confusions;

    /// <summary>A report on the given lines.</summary>
    /// <param name="lines">The lines; may be none.</param>
    public EvaluationReport(IReadOnlyList<LineComparison> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Lines = lines;
        Overall = lines.Aggregate(ErrorRates.None, (sum, line) => sum + line.Rates);
        _confusions = new Lazy<Confusions>(() => new Confusions(lines));

        if (lines.Count > 0)
        {
            CerInterval = Bootstrap.Interval([.. lines.Select(line => line.Rates.Characters)]);
            WerInterval = Bootstrap.Interval([.. lines.Select(line => line.Rates.Words)]);
        }

        var writers = lines.GroupBy(line => line.Writer, StringComparer.Ordinal).ToList();
        WriterCount = writers.Count(writer => writer.Key is not null);
        if (WriterCount > 1 && WriterCount == writers.Count)
        {
            var rates = writers.ConvertAll(writer => writer.Aggregate(ErrorRates.None, (sum, line) => sum + line.Rates));
            CerIntervalOverWriters = Bootstrap.Interval(rates.ConvertAll(rate => rate.Characters));
            WerIntervalOverWriters = Bootstrap.Interval(rates.ConvertAll(rate => rate.Words));
        }
    }

    /// <summary>The lines that were compared.</summary>
    public IReadOnlyList<LineComparison> Lines { get; }

    /// <summary>The error rates over all lines.</summary>
    public ErrorRates Overall { get; }

    /// <summary>Number of different writers known.</summary>
    public int WriterCount { get; }

    /// <summary>95 % interval of the character error rate, lines drawn; null where there are no lines.</summary>
    public ConfidenceInterval? CerInterval { get; }

    /// <summary>95 % interval of the word error rate, lines drawn; null where there are no lines.</summary>
    public ConfidenceInterval? WerInterval { get; }

    /// <summary>95 % interval of the character error rate, writers drawn; null unless every line's writer is known and there are two.</summary>
    public ConfidenceInterval? CerIntervalOverWriters { get; }

    /// <summary>95 % interval of the word error rate, writers drawn; null unless every line's writer is known and there are two.</summary>
    public ConfidenceInterval? WerIntervalOverWriters { get; }

    /// <summary>Which characters are read as which.</summary>
    public Confusions Confusions => _confusions.Value;

    /// <summary>Lines of the ground truth that nothing was predicted for; they count as read empty.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Images that were predicted but are not in the ground truth; they do not count.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>A report on predictions, matched with the ground truth by the image as both name it (<c>\</c> is <c>/</c>).</summary>
    /// <param name="truth">The ground truth, as <see cref="GroundTruthFile.Read"/> returns it.</param>
    /// <param name="predictions">The predictions, as <see cref="PredictionsFile.Read"/> returns them.</param>
    /// <exception cref="RecognitionException">An image is there twice, or there are predictions and none names an image of the ground truth.</exception>
    public static EvaluationReport Of(IReadOnlyList<GroundTruthLine> truth, IReadOnlyList<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        var predicted = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        foreach (var prediction in predictions)
        {
            if (!predicted.TryAdd(GroundTruthLine.Key(prediction.Image), prediction))
            {
                throw new RecognitionException($"The predictions have the image '{prediction.Image}' twice; expected one for each image.");
            }
        }

        var lines = new List<LineComparison>(truth.Count);
        var missing = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in truth)
        {
            var key = GroundTruthLine.Key(line.Image);
            if (!known.Add(key))
            {
                throw new RecognitionException($"The ground truth has the image '{line.Image}' twice; expected one line for each image.");
            }

            if (!predicted.TryGetValue(key, out var prediction))
            {
                missing.Add(line.Image);
            }

            lines.Add(new LineComparison(line.Image, line.Text, prediction?.Text ?? "", line.Writer, prediction?.Confidence));
        }

        if (predictions.Count > 0 && truth.Count > 0 && missing.Count == truth.Count)
        {
            throw new RecognitionException(
                $"None of the {predictions.Count} predictions names an image of the ground truth: found '{predictions[0].Image}', " +
                $"expected names such as '{truth[0].Image}'; write the images alike in both files.");
        }

        return new EvaluationReport(lines)
        {
            Missing = missing,
            Extra = [.. predictions.Where(prediction => !known.Contains(GroundTruthLine.Key(prediction.Image))).Select(prediction => prediction.Image)],
        };
    }

    /// <summary>The lines with the most character edits, the worst first; lines without any are left out.</summary>
    /// <param name="count">How many lines at most.</param>
    public IReadOnlyList<LineComparison> WorstLines(int count) =>
    [
        .. Lines
            .Where(line => line.Rates.Characters.Edits > 0)
            .OrderByDescending(line => line.Rates.Characters.Edits)
            .ThenByDescending(line => line.Rates.Cer)
            .ThenBy(line => line.Id, StringComparer.Ordinal)
            .Take(count),
    ];

    /// <summary>Writes the report for people: rates with their counts, worst lines, confusions.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="worstLines">How many of the worst lines to show.</param>
    public void WriteText(TextWriter writer, int worstLines = 10) => EvaluationText.Write(this, writer, worstLines);
}
