namespace HandwritingLstm.Evaluation.Report;

/// <summary>The definitions behind the figures.</summary>
internal static class MethodSection
{
    private static readonly (string Term, string Meaning)[] _definitions =
    [
        ("CER", "Levenshtein distance over Unicode code points after NFC, summed over lines, divided by the summed length of the truth. " +
            "Above 100 % where more was inserted than there is. Of all alignments with the fewest edits, one with the fewest insertions and deletions is counted."),
        ("WER", "The same over words, which white space separates."),
        ("Ignoring case or punctuation", "Both texts are changed alike before counting: capitals become small letters; Unicode's category P goes, " +
            "and white space that this leaves doubled or outermost."),
        ("Interval", "95 % percentile bootstrap of 1,000 draws, of lines or of whole writers. That over writers says what to expect of new hands."),
        ("Paired comparison", "Both models on the same draws; the probability is the share of draws in which the second has the lower rate, ties half."),
        ("Calibration", "Lines in ten bins of confidence, each line weighing as many as its truth has characters; right is 1 − CER of the bin. " +
            "The expected calibration error is the mean distance from the diagonal (Guo et al., ICML 2017)."),
        ("Suspected errors of the ground truth", "Confidence in the upper half, at least three edits and 15 % CER, and more than three times the edits that the confidence promises."),
        ("Random wrong lines", "Drawn by a hash of the line's name: each wrong line has the same chance, and the draw is the same each time."),
        ("Missing, empty, extra", "A line that nothing was predicted for counts as read empty. On an empty truth everything read is an insertion. " +
            "A prediction without ground truth does not count. An image named twice is refused."),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html)
    {
        html.Element("dl", () =>
        {
            foreach (var (term, meaning) in _definitions)
            {
                html.Element("dt", term);
                html.Element("dd", meaning);
            }
        });
        html.Element("p", () =>
        {
            html.Text("Every line is in ");
            html.Element("a", ReportFolder.Lines, ("href", ReportFolder.Lines));
            html.Text(", every figure in ");
            html.Element("a", ReportFolder.Json, ("href", ReportFolder.Json));
            html.Text(", beside this page.");
        });
    }
}
