using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Network;

/// <summary>Scores lines: the managed engine, or another one with the same weights.</summary>
public interface ILineScorer : IDisposable
{
    /// <summary>Scores several lines at once.</summary>
    /// <param name="lines">The lines, of the height of the network.</param>
    /// <returns>Natural-log probabilities, in the order of <paramref name="lines"/>.</returns>
    LabelScores[] Forward(IReadOnlyList<ColumnSequence> lines);
}
