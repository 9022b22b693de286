using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Training.Data;

/// <summary>Finds ground truth that does not say what its image shows, by what a model reads there.</summary>
public static class TextCheck
{
    // Of any hand a model reads some letters; of another text, a fifth are right by chance.
    private const double MostErrors = 0.7;

    // A full stop that is not read may be there; letters that are missing at an end were cut off, or are of another line.
    private const int LeastMissing = 2;

    /// <summary>What is doubtful about a line.</summary>
    /// <param name="truth">The text that it shall have.</param>
    /// <param name="reading">What a model reads on its image.</param>
    /// <returns>One sentence; null where the two agree well enough.</returns>
    public static string? Doubt(string truth, string reading)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(reading);
        var operations = EditDistance.Align(truth, reading);
        if (operations.Count(operation => operation.Kind != EditKind.Match) > MostErrors * truth.Length)
        {
            return $"the model reads \"{reading}\", but the text is \"{truth}\"; does it belong to the image?";
        }

        var end = Missing(operations.Reverse()) >= LeastMissing ? "end" : Missing(operations) >= LeastMissing ? "beginning" : null;
        return end is null
            ? null
            : $"the model reads \"{reading}\", so the image lacks the {end} of \"{truth}\"; was it cut off?";
    }

    /// <summary>How many characters more the truth has than the reading, from one end on to where both agree; spaces do not count.</summary>
    private static int Missing(IEnumerable<EditOperation> operations) => operations
        .TakeWhile(operation => operation.Kind != EditKind.Match)
        .Sum(operation => (string.IsNullOrWhiteSpace(operation.Truth) ? 0 : 1) - (string.IsNullOrWhiteSpace(operation.Reading) ? 0 : 1));
}
