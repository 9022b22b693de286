namespace HandwritingLstm.Evaluation;

/// <summary>How well lines were read: error rates with their uncertainty, the worst lines, and which characters are confused.</summary>
public sealed class EvaluationReport
{
    private readonly Lazy<MeasuredRates> _rates;
    private readonly Lazy<ErrorProfile> _profile;

    /// <summary>A report on the given lines.</summary>
    /// <param name="lines">The lines; may be none.</param>
    public EvaluationReport(IReadOnlyList<LineComparison> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Lines = lines;
        Overall = LineGroups.Sum(lines);
        _rates = new Lazy<MeasuredRates>(() => new MeasuredRates(lines));
        _profile = new Lazy<ErrorProfile>(() => new ErrorProfile(lines));
    }

    /// <summary>The lines that were compared.</summary>
    public IReadOnlyList<LineComparison> Lines { get; }

    /// <summary>The error rates over all lines.</summary>
    public ErrorRates Overall { get; }

    /// <summary>All error rates with their intervals, strict and lenient.</summary>
    public MeasuredRates Rates => _rates.Value;

    /// <summary>Where the errors are.</summary>
    public ErrorProfile Profile => _profile.Value;

    /// <summary>Number of different writers known.</summary>
    public int WriterCount => Rates.WriterCount;

    /// <summary>95 % interval of the character error rate, lines drawn; null where there are no lines.</summary>
    public ConfidenceInterval? CerInterval => Rates.Cer.OverLines;

    /// <summary>95 % interval of the word error rate, lines drawn; null where there are no lines.</summary>
    public ConfidenceInterval? WerInterval => Rates.Wer.OverLines;

    /// <summary>95 % interval of the character error rate, writers drawn; null unless every line's writer is known and there are two.</summary>
    public ConfidenceInterval? CerIntervalOverWriters => Rates.Cer.OverWriters;

    /// <summary>95 % interval of the word error rate, writers drawn; null unless every line's writer is known and there are two.</summary>
    public ConfidenceInterval? WerIntervalOverWriters => Rates.Wer.OverWriters;

    /// <summary>Which characters are read as which.</summary>
    public Confusions Confusions => Profile.Confusions;

    /// <summary>Lines of the ground truth that nothing was predicted for; they count as read empty.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Images that were predicted but are not in the ground truth; they do not count.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>Lines whose truth is empty; whatever is read on them is an insertion.</summary>
    public IReadOnlyList<string> EmptyTruths => [.. Lines.Where(line => line.Rates.Characters.TruthLength == 0).Select(line => line.Id)];

    /// <summary>Lines that have a truth but were read as empty, missing predictions among them.</summary>
    public IReadOnlyList<string> EmptyReadings =>
        [.. Lines.Where(line => line.Reading.Length == 0 && line.Rates.Characters.TruthLength > 0).Select(line => line.Id)];

    /// <summary>Lines whose ground truth may be wrong, as they were read with confidence and yet otherwise; the most surprising first.</summary>
    public IReadOnlyList<LineComparison> SuspectTruths => SuspectTruth.Among(Lines);

    /// <summary>
    /// A report on predictions, matched with the ground truth by the image as both name it (<c>\</c> is <c>/</c>), else by its path: what the
    /// predictions name is then looked for from the current folder on.
    /// </summary>
    /// <param name="truth">The ground truth, as <see cref="GroundTruthFile.Read"/> returns it.</param>
    /// <param name="predictions">The predictions, as <see cref="PredictionsFile.Read"/> returns them.</param>
    /// <exception cref="RecognitionException">An image is there twice, or there are predictions and none names an image of the ground truth.</exception>
    public static EvaluationReport Of(IReadOnlyList<GroundTruthLine> truth, IReadOnlyList<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (truth.FirstOrDefault(line => !known.Add(GroundTruthLine.Key(line.Image))) is { } again)
        {
            throw new RecognitionException($"The ground truth has the image '{again.Image}' twice; expected one line for each image.");
        }

        var predicted = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        var byPath = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        foreach (var prediction in predictions)
        {
            if (!predicted.TryAdd(GroundTruthLine.Key(prediction.Image), prediction))
            {
                throw new RecognitionException($"The predictions have the image '{prediction.Image}' twice; expected one for each image.");
            }

            byPath.TryAdd(FullPath(prediction.Image), prediction);
        }

        var readings = new Prediction?[truth.Count];
        var missing = new List<string>();
        var used = new HashSet<Prediction>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < truth.Count; i++)
        {
            var key = GroundTruthLine.Key(truth[i].Image);
            if (predicted.TryGetValue(key, out readings[i]) || byPath.TryGetValue(FullPath(truth[i].ImagePath), out readings[i]))
            {
                used.Add(readings[i]!);
            }
            else
            {
                missing.Add(truth[i].Image);
            }
        }

        if (predictions.Count > 0 && truth.Count > 0 && missing.Count == truth.Count)
        {
            throw new RecognitionException(
                $"None of the {predictions.Count} predictions names an image of the ground truth: found '{predictions[0].Image}', " +
                $"expected names such as '{truth[0].Image}', or paths from here to the same files; write the images alike in both files.");
        }

        var lines = new LineComparison[truth.Count];
        Parallel.For(0, lines.Length, i => lines[i] = Compare(truth[i], readings[i]));
        return new EvaluationReport(lines)
        {
            Missing = missing,
            Extra = [.. predictions.Where(prediction => !used.Contains(prediction)).Select(prediction => prediction.Image)],
        };
    }

    private static string FullPath(string image) =>
        image.Contains('\0', StringComparison.Ordinal) || image.Length == 0 ? image : Path.GetFullPath(GroundTruthLine.Key(image));

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

    /// <summary>Lines with errors drawn at random, each as likely as the others, but the same ones each time.</summary>
    /// <param name="count">How many lines at most.</param>
    public IReadOnlyList<LineComparison> RandomWrongLines(int count) => LineSample.OfWrong(Lines, count);

    /// <summary>Writes the report for people: rates with their counts, worst lines, confusions.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="worstLines">How many of the worst lines to show.</param>
    public void WriteText(TextWriter writer, int worstLines = 10) => EvaluationText.Write(this, writer, worstLines);

    private static LineComparison Compare(GroundTruthLine line, Prediction? prediction) =>
        new(line.Image, line.Text, prediction?.Text ?? "", line.Writer, prediction?.Confidence)
        {
            ImagePath = line.ImagePath,
            Seconds = prediction?.Seconds,
            Characters = prediction?.Characters ?? [],
        };
}
