using HandwritingLstm.Text;

namespace HandwritingLstm.Ctc;

/// <summary>One label, blank included, for every column: a way to spell a text along a line.</summary>
/// <remarks>Graves et al., "Connectionist Temporal Classification", ICML 2006, section 3.1: the paths π and the map B.</remarks>
public sealed class CtcPath
{
    /// <summary>A path.</summary>
    /// <param name="labels">The label of every column, blanks included.</param>
    /// <param name="score">Natural logarithm of the path's probability.</param>
    public CtcPath(IReadOnlyList<int> labels, double score)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Labels = labels;
        Score = score;
    }

    /// <summary>The label of every column, blanks included.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Natural logarithm of the path's probability: the sum of its labels' scores.</summary>
    public double Score { get; }

    /// <summary>The labels that the path spells: repeats become one, then blanks vanish.</summary>
    public int[] Collapse() => [.. Extents().Select(extent => extent.Label)];

    /// <summary>The labels that the path spells, each with the columns that spell it, from left to right.</summary>
    public IReadOnlyList<LabelExtent> Extents()
    {
        var extents = new List<LabelExtent>();
        var previous = Alphabet.Blank;

        for (var t = 0; t < Labels.Count; t++)
        {
            var label = Labels[t];
            if (label != Alphabet.Blank && label == previous)
            {
                extents[^1] = extents[^1] with { LastColumn = t };
            }
            else if (label != Alphabet.Blank)
            {
                extents.Add(new LabelExtent(label, t, t));
            }

            previous = label;
        }

        return extents;
    }
}
