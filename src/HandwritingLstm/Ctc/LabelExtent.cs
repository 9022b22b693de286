using System.Runtime.InteropServices;

namespace HandwritingLstm.Ctc;

/// <summary>Where a path spells one label.</summary>
/// <param name="Label">The label; never the blank.</param>
/// <param name="FirstColumn">The first column that spells it, from 0.</param>
/// <param name="LastColumn">The last column that spells it, inclusive.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LabelExtent(int Label, int FirstColumn, int LastColumn)
{
    /// <summary>The label's highest score in its columns, a natural-log probability.</summary>
    internal float BestOf(LabelScores scores)
    {
        var best = float.NegativeInfinity;
        for (var t = FirstColumn; t <= LastColumn; t++)
        {
            best = MathF.Max(best, scores.Column(t)[Label]);
        }

        return best;
    }
}
