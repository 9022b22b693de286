namespace HandwritingLstm.Evaluation;

/// <summary>How well the model reads one set of lines.</summary>
/// <param name="Stage">What the lines have in common with the training lines.</param>
/// <param name="Source">Where the lines come from, such as a file's name.</param>
/// <param name="Report">The report on them.</param>
public sealed record GapSet(GapStage Stage, string Source, EvaluationReport Report)
{
    /// <summary>The stage for people.</summary>
    public string Name => Stage switch
    {
        GapStage.Training => "training lines",
        GapStage.HeldOut => "held-out lines of the training writers",
        GapStage.Validation => "validation lines",
        _ => "target-domain lines",
    };
}
