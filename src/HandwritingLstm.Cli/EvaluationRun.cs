using System.Globalization;
using System.Reflection;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Models;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Cli;

/// <summary>One run of <c>htr evaluate</c>, from the ground truth to the report.</summary>
/// <param name="options">How models read.</param>
/// <param name="output">Receives the figures.</param>
/// <param name="error">Receives everything else.</param>
internal sealed class EvaluationRun(RecognizerOptions options, TextWriter output, TextWriter error)
{
    private const string CsvEnding = ".csv";

    /// <summary>The ground truth: a CSV file or a folder.</summary>
    public required string Truth { get; init; }

    /// <summary>The split of the ground truth that counts; empty = all lines.</summary>
    public required string Split { get; init; }

    /// <summary>The predictions to judge; null = the model's.</summary>
    public required string? Predictions { get; init; }

    /// <summary>The model that reads, or several that vote.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Where to write what the model read; null = nowhere.</summary>
    public required string? PredictionsOut { get; init; }

    /// <summary>A second model, or a CSV file of predictions, to compare with; null without one.</summary>
    public required string? Second { get; init; }

    /// <summary>The file of labels; null without one.</summary>
    public required string? Labels { get; init; }

    /// <summary>The CER that is wanted, as a fraction.</summary>
    public required double WantedCer { get; init; }

    /// <summary>Further ground truth that the model reads, to find out where its errors come from.</summary>
    public required IReadOnlyList<(GapStage Stage, string Truth)> OtherSets { get; init; }

    /// <summary>Measures, prints and reports.</summary>
    /// <param name="worstLines">How many of the worst lines to print.</param>
    /// <param name="folder">Where the report goes; null = nowhere.</param>
    /// <returns>An exit code as in <see cref="ExitCode"/>.</returns>
    public int Execute(int worstLines, string? folder)
    {
        // What is wrong with a file shall not be found out after hours of reading.
        var labels = Labels is null ? null : CauseLabelsFile.Read(Labels);
        var secondPredictions = Second is not null && IsPredictions(Second) ? PredictionsFile.Read(Second) : null;
        if (Second is not null && secondPredictions is null)
        {
            ModelStore.Find(Second);
        }

        var lines = GroundTruthSource.ToldApart(GroundTruthSource.Read(Truth, Split));
        var otherLines = OtherSets.Select(set => GroundTruthSource.ToldApart(GroundTruthSource.Read(set.Truth, split: ""))).ToArray();
        if (PredictionsOut is not null)
        {
            RefuseToReplace(PredictionsOut, [.. lines.Concat(otherLines.SelectMany(set => set)).Select(line => line.Source).Distinct(StringComparer.Ordinal), Second ?? "", Labels ?? ""]);
        }

        var (report, others) = Measure(lines, otherLines);
        report.WriteText(output, worstLines);

        secondPredictions ??= Second is null ? null : ReadBy(Second, lines);
        var second = secondPredictions is null ? null : EvaluationReport.Of(lines, secondPredictions);
        var content = new ReportContent(report, NamesOf(Truth) + (Split.Length > 0 ? $", split {Split}" : ""), Predictions is null ? ReaderOf(Models) : NameOf(Predictions))
        {
            Version = Version(),
            Created = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            Comparison = second is null ? null : PairedComparison.Of(report, second),
            SecondReader = Second is null ? "" : IsPredictions(Second) ? NameOf(Second) : ReaderOf([Second]),
            Gaps = others.Count == 0 ? null : new GapAnalysis([.. others, new GapSet(GapStage.Validation, NamesOf(Truth), report)], WantedCer),
            Causes = labels is null ? null : new CauseTable(labels, report),
        };
        FindingsText.Write(output, content);
        if (folder is not null)
        {
            ReportFolder.Write(folder, content);
            error.WriteLine($"htr: {Path.Combine(folder, ReportFolder.Page)}");
        }

        var isComplete = report.Missing.Count == 0 && (second?.Missing.Count ?? 0) == 0 && others.All(set => set.Report.Missing.Count == 0);
        return isComplete ? ExitCode.Done : ExitCode.Failed;
    }

    private (EvaluationReport Report, IReadOnlyList<GapSet> Others) Measure(IReadOnlyList<GroundTruthLine> lines, IReadOnlyList<IReadOnlyList<GroundTruthLine>> otherLines)
    {
        if (Predictions is not null)
        {
            return (EvaluationReport.Of(lines, PredictionsFile.Read(Predictions)), []);
        }

        using var reader = new ModelPredictions(Models, options, error);
        var report = EvaluationReport.Of(lines, reader.Read(lines, PredictionsOut));
        var others = OtherSets.Zip(otherLines, (set, others) => new GapSet(set.Stage, NamesOf(set.Truth), EvaluationReport.Of(others, reader.Read(others))));
        return (report, [.. others]);
    }

    private static void RefuseToReplace(string output, IReadOnlyList<string> input)
    {
        if (input.Any(file => file.Length > 0 && string.Equals(Path.GetFullPath(file), Path.GetFullPath(output), StringComparison.Ordinal)))
        {
            throw new MisuseException($"--predictions-out: {output} is read by this command, and the readings would replace it; name another file.");
        }
    }

    private IReadOnlyList<Prediction> ReadBy(string model, IReadOnlyList<GroundTruthLine> lines)
    {
        using var reader = new ModelPredictions([model], options, error);
        return reader.Read(lines);
    }

    private string ReaderOf(IReadOnlyList<string> models)
    {
        var decoder = options.LanguageModel is { } language ? $"beam search with {NameOf(language)}" : options.BeamSearch is null && models.Count == 1 ? "best path" : "beam search";
        var views = options.Views > 1 ? string.Create(CultureInfo.InvariantCulture, $", {options.Views} views") : "";
        return $"{string.Join(" + ", models.Select(NameOf))} ({decoder}{views})";
    }

    /// <summary>Whether a second reader is a file of predictions; else it is a model.</summary>
    public static bool IsPredictions(string modelOrFile) => modelOrFile.EndsWith(CsvEnding, StringComparison.OrdinalIgnoreCase);

    private static string NamesOf(string paths) => string.Join(" + ", PathList.Split(paths).Select(NameOf));

    /// <summary>The file and the folder it is in: many ground truths are called valid.csv. More of a path is nobody's business.</summary>
    private static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        return Path.Exists(path) && !string.IsNullOrEmpty(folder) ? $"{folder}/{name}" : name;
    }

    private static string Version()
    {
        var version = typeof(EvaluationRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..Math.Min(version.Length, commit + 8)];
    }
}
