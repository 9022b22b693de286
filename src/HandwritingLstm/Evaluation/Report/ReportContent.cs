namespace HandwritingLstm.Evaluation.Report;

/// <summary>All that a report says.</summary>
/// <param name="Report">The evaluation.</param>
/// <param name="Truth">What the ground truth is called, such as <c>valid.csv</c>.</param>
/// <param name="Reader">What read the lines, such as a model's name and decoder, or the name of a file of predictions.</param>
public sealed record ReportContent(EvaluationReport Report, string Truth, string Reader)
{
    /// <summary>The version of the program; empty where it shall not be named.</summary>
    public string Version { get; init; } = "";

    /// <summary>When the report was made: ISO 8601; empty where it shall not be named.</summary>
    public string Created { get; init; } = "";

    /// <summary>The comparison with a second model; null without one.</summary>
    public PairedComparison? Comparison { get; init; }

    /// <summary>What the second model is called.</summary>
    public string SecondReader { get; init; } = "";

    /// <summary>Bias, variance and data mismatch; null where only one set was measured.</summary>
    public GapAnalysis? Gaps { get; init; }

    /// <summary>The causes that people gave to lines; null without labels.</summary>
    public CauseTable? Causes { get; init; }

    /// <summary>Whether the lines' confidences mean what they say; null where there are none.</summary>
    public Calibration? LineCalibration { get; } = Calibration.OfLines(Report.Lines);

    /// <summary>Whether the characters' probabilities mean what they say; null where there are none.</summary>
    public Calibration? CharacterCalibration { get; } = Calibration.OfCharacters(Report.Lines);

    /// <summary>The CER over the share of lines kept; null without confidences.</summary>
    public CoverageCurve? Coverage { get; } = CoverageCurve.Of(Report.Lines);
}
