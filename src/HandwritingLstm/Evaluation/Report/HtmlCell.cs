using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Kind">How it is set.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HtmlCell(string Text, HtmlCellKind Kind)
{
    /// <summary>A text of ours.</summary>
    public static HtmlCell Of(string text) => new(text, HtmlCellKind.Text);

    /// <summary>A count.</summary>
    public static HtmlCell Number(long count) => new(Figures.Count(count), HtmlCellKind.Number);

    /// <summary>A number that is formatted already.</summary>
    public static HtmlCell Number(string text) => new(text, HtmlCellKind.Number);

    /// <summary>A fraction, in percent.</summary>
    public static HtmlCell Percent(double fraction) => new(Figures.Percent(fraction), HtmlCellKind.Number);

    /// <summary>A name from a file.</summary>
    public static HtmlCell Name(string text) => new(text, HtmlCellKind.Name);

    /// <summary>Characters, each of which can be seen.</summary>
    public static HtmlCell Characters(string text) => new(Figures.Show(text), HtmlCellKind.Characters);

    /// <summary>A bar for a value among others.</summary>
    /// <param name="value">The value, at least 0.</param>
    /// <param name="most">The greatest of the values.</param>
    public static HtmlCell Bar(double value, double most) =>
        new(Figures.Coordinate(most > 0 ? 100 * Math.Min(1, value / most) : 0), HtmlCellKind.Bar);
}
