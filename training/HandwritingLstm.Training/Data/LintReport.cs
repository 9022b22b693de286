using System.Globalization;

namespace HandwritingLstm.Training.Data;

/// <summary>What the check of a data set found.</summary>
/// <param name="Source">The ground-truth file or folder; or several, with <c>;</c> between.</param>
/// <param name="LineCount">How many lines were checked.</param>
/// <param name="Issues">The lines that cannot be used, in the order of the file.</param>
public sealed record LintReport(string Source, int LineCount, IReadOnlyList<LintIssue> Issues)
{
    /// <summary>The share of lines that cannot be used, 0 to 1.</summary>
    public double BadShare => LineCount == 0 ? 0 : Issues.Count / (double)LineCount;

    /// <summary>Writes one line per issue and a last line with the counts.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var issue in Issues)
        {
            var row = issue.Row > 0 ? string.Create(CultureInfo.InvariantCulture, $", row {issue.Row}") : "";
            writer.WriteLine($"{issue.Source}{row}, {issue.Id}: {issue.Reason}");
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Source}: {LineCount} lines checked, {Issues.Count} cannot be used ({BadShare:0.0 %})."));
    }

    /// <summary>Refuses a data set of which too much is bad.</summary>
    /// <param name="maximumBadShare">The largest share of bad lines that is allowed, 0 to 1.</param>
    /// <exception cref="RecognitionException">No line is left, or too many are bad.</exception>
    public void ThrowIfUnusable(double maximumBadShare)
    {
        if (Issues.Count == LineCount)
        {
            throw new RecognitionException($"{Source}: none of its {LineCount} lines can be used; run htr lint to see why.");
        }

        if (BadShare > maximumBadShare)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Source}: {Issues.Count} of {LineCount} lines cannot be used ({BadShare:0.0 %}), but at most {maximumBadShare:0.0 %} may be bad; correct them or raise training.maximumBadShare."));
        }
    }
}
