using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>How many items a batch has, and what became of them.</summary>
/// <param name="Total">Items in the input folder.</param>
/// <param name="Done">Items whose results are there, from this run or an earlier one.</param>
/// <param name="Failed">Items that failed, in this run or an earlier one.</param>
/// <param name="DoneBefore">Of <paramref name="Done"/>, those that an earlier run did.</param>
internal sealed record BatchCounts(int Total, int Done, int Failed, int DoneBefore)
{
    /// <summary>Items that were not come to: the run was stopped.</summary>
    public int Left => Total - Done - Failed;

    /// <summary>Books that could not be made, or lack pages.</summary>
    public int BookProblems { get; init; }

    /// <summary>The counts in one line: in = done + failed.</summary>
    public override string ToString()
    {
        var left = Left > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {Left} left") : "";
        var before = DoneBefore > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({DoneBefore} of them before)") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Total} in = {Done} done{before} + {Failed} failed{left}");
    }
}
