using System.Globalization;
using System.Text.RegularExpressions;

namespace HandwritingLstm.Reliability;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Error">What it said.</param>
/// <param name="Duration">How long it took.</param>
internal sealed partial record Outcome(int ExitCode, string Error, TimeSpan Duration)
{
    /// <summary>Items that went in, by the last line of counts; −1 where there is none.</summary>
    public int In => Count("in");

    /// <summary>Items that were done.</summary>
    public int Done => Count("done");

    /// <summary>Items that failed.</summary>
    public int Failed => Count("failed");

    private int Count(string what) => Counts().Matches(Error).LastOrDefault() is { } counts
        ? int.Parse(counts.Groups[what].Value, CultureInfo.InvariantCulture)
        : -1;

    [GeneratedRegex(@"htr: (?<in>\d+) in = (?<done>\d+) done( \(\d+ of them before\))? \+ (?<failed>\d+) failed; ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts();
}
