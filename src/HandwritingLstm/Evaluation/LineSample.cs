using System.Security.Cryptography;
using System.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Draws lines at random, but the same ones each time.</summary>
/// <remarks>
/// A line's place in the draw is a hash of its id, so another model's wrong lines are drawn as far as possible where this one's
/// were, and causes that people gave to lines go on counting.
/// </remarks>
internal static class LineSample
{
    /// <summary>So many of the lines that have errors, each as likely as the others.</summary>
    public static IReadOnlyList<LineComparison> OfWrong(IReadOnlyList<LineComparison> lines, int count) =>
    [
        .. lines
            .Where(line => line.Rates.Characters.Edits > 0)
            .OrderBy(line => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line.Id))), StringComparer.Ordinal)
            .Take(count),
    ];
}
