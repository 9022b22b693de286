using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Network;

/// <summary>A network scores every line in several views, and what it says of them together is one table of scores.</summary>
/// <remarks>
/// Test-time augmentation: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural networks",
/// NIPS 2012, section 4.1. The views have the columns of the line, so that their mean can be taken column by column.
/// </remarks>
/// <param name="network">The network; it is disposed with this.</param>
/// <param name="views">The views, at least one.</param>
public sealed class ViewScorer(ILineScorer network, IReadOnlyList<LineView> views) : ILineScorer
{
    /// <inheritdoc/>
    public LabelScores[] Forward(IReadOnlyList<ColumnSequence> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ColumnSequence[] seen = [.. lines.SelectMany(line => views.Select(view => view.Of(line)))];
        var scores = network.Forward(seen); // the views of a line one after the other
        return [.. scores.Chunk(views.Count).Select(ScoreMean.Of)];
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
