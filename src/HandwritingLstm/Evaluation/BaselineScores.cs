using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>How well found baselines agree with true ones.</summary>
/// <param name="Precision">How much of what was found is true, 0 to 1; a line found in two pieces counts as one true and one false.</param>
/// <param name="Recall">How much of what is true was found, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BaselineScores(double Precision, double Recall)
{
    /// <summary>The harmonic mean of precision and recall, 0 to 1.</summary>
    public double F => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>The means of precision and recall over pages, as the cBAD competitions report them.</summary>
    /// <param name="pages">The scores of every page, at least one.</param>
    /// <exception cref="ArgumentException">There is no page.</exception>
    public static BaselineScores Mean(IReadOnlyCollection<BaselineScores> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        if (pages.Count == 0)
        {
            throw new ArgumentException("The mean over no pages is not defined.", nameof(pages));
        }

        return new(pages.Average(page => page.Precision), pages.Average(page => page.Recall));
    }
}
