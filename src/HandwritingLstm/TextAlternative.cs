using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

namespace HandwritingLstm;

/// <summary>Another text that a line may say.</summary>
/// <param name="Text">The text in NFC.</param>
/// <param name="Probability">How probable it is among the texts that the search followed to the end, 0 to 1.</param>
public sealed record TextAlternative(string Text, float Probability)
{
    /// <summary>The first of the texts that a search followed to the end.</summary>
    /// <param name="texts">All of them, the best first; scores are natural logarithms.</param>
    /// <param name="alphabet">Spells the labels.</param>
    /// <param name="count">How many at most.</param>
    internal static TextAlternative[] Of(IReadOnlyList<(int[] Labels, double Score)> texts, Alphabet alphabet, int count)
    {
        var all = texts.Aggregate(double.NegativeInfinity, (sum, text) => PrefixBeam.Add(sum, text.Score));
        return [.. texts.Take(count).Select(text => new TextAlternative(
            string.Concat(text.Labels.Select(label => alphabet[label])), (float)Math.Exp(text.Score - all)))];
    }
}
