namespace HandwritingLstm.Evaluation;

/// <summary>Bias, variance and data mismatch: where between training lines and target the CER rises, and what to do about it.</summary>
/// <remarks>
/// Ng, "Machine Learning Yearning", 2018, on bias and variance and on training and testing on different distributions. Writers are
/// split off as a stage of their own: new hands are what a recogniser meets.
/// </remarks>
public sealed class GapAnalysis
{
    private const int SeedOfFirst = 1; // sets are drawn independently, so each has a seed of its own

    /// <summary>Compares neighbouring sets.</summary>
    /// <param name="sets">At least one set, each with lines, no stage twice.</param>
    /// <param name="wantedCer">The CER that is wanted, or that people reach, as a fraction.</param>
    /// <exception cref="ArgumentException">There is no set, a stage is there twice, or a set has no lines.</exception>
    public GapAnalysis(IReadOnlyList<GapSet> sets, double wantedCer)
    {
        ArgumentNullException.ThrowIfNull(sets);
        Sets = [.. sets.OrderBy(set => set.Stage)];
        WantedCer = wantedCer;
        if (Sets.Count == 0 || Sets.Select(set => set.Stage).Distinct().Count() < Sets.Count || Sets.Any(set => set.Report.Lines.Count == 0))
        {
            throw new ArgumentException("Gaps are between sets of different stages, each with lines.", nameof(sets));
        }

        var drawn = Sets.Select((set, index) => Draw(set, SeedOfFirst + index)).ToArray();
        Gaps = [.. Sets.Select((set, index) => Between(index > 0 ? Sets[index - 1] : null, set, index > 0 ? drawn[index - 1] : null, drawn[index]))];
    }

    /// <summary>The sets, those nearest to the training lines first.</summary>
    public IReadOnlyList<GapSet> Sets { get; }

    /// <summary>The CER that is wanted, as a fraction.</summary>
    public double WantedCer { get; }

    /// <summary>The gap before every set; they sum to the last set's distance from what is wanted.</summary>
    public IReadOnlyList<Gap> Gaps { get; }

    /// <summary>The widest gap that is certain: what to work on first; null where none is above 0 for certain.</summary>
    public Gap? Widest => Gaps.Where(gap => gap.Difference.Interval.Low > 0).MaxBy(gap => gap.Difference.Value);

    private Gap Between(GapSet? from, GapSet to, double[]? drawnFrom, double[] drawnTo)
    {
        var before = from?.Report.Overall.Cer ?? WantedCer;
        var difference = RateDifference.Of(
            to.Report.Overall.Cer - before, drawnFrom ?? [.. drawnTo.Select(_ => WantedCer)], drawnTo);
        var (cause, suggestion) = Explain(from?.Stage, to.Stage);
        return new Gap(from, to, difference, cause, suggestion);
    }

    /// <summary>The set's CER in every draw of its writers, or of its lines where the writers are not known.</summary>
    private static double[] Draw(GapSet set, int seed)
    {
        var lines = set.Report.Lines;
        var byWriter = set.Report.CerIntervalOverWriters is not null;
        var groups = byWriter
            ? lines.GroupBy(line => line.Writer, StringComparer.Ordinal).Select(writer => LineGroups.Sum(writer).Characters)
            : lines.Select(line => line.Rates.Characters);
        return Bootstrap.Resample([[.. groups]], seed)[0];
    }

    private static (string Cause, string Suggestion) Explain(GapStage? from, GapStage to) => (from, to) switch
    {
        (null, GapStage.Training) => (
            "Bias: the model does not even read the lines it was trained on.",
            "A bigger network, longer training or a better learning-rate schedule; less augmentation and regularisation. " +
            "Check the ground truth of the worst training lines too."),
        (GapStage.Training, GapStage.HeldOut) => (
            "Variance: it learnt the lines rather than the hands.",
            "More lines, more augmentation, dropout or weight decay; stop earlier."),
        (GapStage.HeldOut, GapStage.Validation) => (
            "Variance over writers: hands it has not seen are harder.",
            "Lines by more writers rather than more lines by the same; augmentation that changes slant, size and pen."),
        (GapStage.Training, GapStage.Validation) => (
            "Variance: lines or hands it has not seen are harder; lines held out of the training writers would tell which.",
            "Lines by more writers, more augmentation, dropout or weight decay; measure held-out lines of the training writers."),
        (GapStage.Validation, GapStage.Target) => (
            "Data mismatch: the target is another kind of writing than the model was trained and validated on.",
            "Train on some lines of the target domain, or make training lines look like it: paper, ink, language, period."),
        (not null, _) => (
            "Variance and data mismatch together; a set between the two would tell them apart.",
            "Measure lines of the training kind by other writers; then lines of the target domain, or by more writers."),
        _ => (
            "Everything together: bias, variance and, it may be, data mismatch; the training lines' CER would tell them apart.",
            "Measure the training lines too."),
    };
}
