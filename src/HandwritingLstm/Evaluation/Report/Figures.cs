using System.Globalization;
using System.Text;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>Numbers and characters as the report shows them, the same in every culture.</summary>
internal static class Figures
{
    /// <summary>A fraction as a percentage with two decimals.</summary>
    public static string Percent(double fraction) => Format($"{100 * fraction:0.00} %");

    /// <summary>A fraction as a whole percentage.</summary>
    public static string WholePercent(double fraction) => Format($"{100 * fraction:0} %");

    /// <summary>A difference of two fractions in percentage points, with its sign.</summary>
    public static string Points(double fraction) => Format($"{100 * fraction:+0.00;−0.00;0.00}");

    /// <summary>An interval in percent; a dash where there is none.</summary>
    public static string Interval(ConfidenceInterval? interval) =>
        interval is { } value ? Format($"{100 * value.Low:0.00} to {100 * value.High:0.00} %") : "–";

    /// <summary>An interval in percentage points, with signs.</summary>
    public static string PointsInterval(ConfidenceInterval interval) => $"{Points(interval.Low)} to {Points(interval.High)}";

    /// <summary>A count with separated thousands.</summary>
    public static string Count(long count) => Format($"{count:N0}");

    /// <summary>A confidence from 0 to 1.</summary>
    public static string Confidence(double confidence) => Format($"{confidence:0.00}");

    /// <summary>A coordinate or size in an image or chart.</summary>
    public static string Coordinate(double value) => Format($"{value:0.#}");

    /// <summary>A count and its noun, such as <c>1 line</c> and <c>2 lines</c>.</summary>
    public static string Of(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Characters so that each can be seen: ∅ for nothing, ␣ for a space, a mark on a dotted circle.</summary>
    public static string Show(string characters)
    {
        if (characters.Length == 0)
        {
            return "∅";
        }

        var shown = new StringBuilder();
        foreach (var rune in characters.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            shown.Append(
                rune.Value == ' ' ? "␣"
                : Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format ? Format($"U+{rune.Value:X4}")
                : isMark && shown.Length == 0 ? $"◌{rune}"
                : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>An interpolated text in the invariant culture.</summary>
    public static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
