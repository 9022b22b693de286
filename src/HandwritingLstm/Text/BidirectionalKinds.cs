using System.Globalization;
using System.Text;

namespace HandwritingLstm.Text;

/// <summary>Which kind a character is.</summary>
internal static class BidirectionalKinds
{
    /// <summary>Whether a character is of a script that runs from right to left.</summary>
    public static bool IsRightToLeft(Rune character) => character.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>The kind of a character.</summary>
    /// <remarks>Unicode Character Database, DerivedBidiClass.txt, for what handwriting has; unassigned characters are as their neighbours.</remarks>
    public static BidirectionalKind Of(Rune character) => character.Value switch
    {
        0x200E => BidirectionalKind.Left,
        0x200F => BidirectionalKind.Right,
        0x061C => BidirectionalKind.ArabicLetter,
        (>= '0' and <= '9') or (>= 0x06F0 and <= 0x06F9) or 0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x2079 and not 0x2071) or (>= 0x2080 and <= 0x2089) =>
            BidirectionalKind.EuropeanNumber,
        (>= 0x0660 and <= 0x0669) or 0x066B or 0x066C or 0x06DD or (>= 0x0600 and <= 0x0605) => BidirectionalKind.ArabicNumber,
        '+' or '-' or 0x2212 => BidirectionalKind.EuropeanSeparator,
        '#' or '$' or '%' or (>= 0xA2 and <= 0xA5) or 0xB0 or 0xB1 or 0x0609 or 0x060A or 0x066A or (>= 0x2030 and <= 0x2034) or (>= 0x20A0 and <= 0x20CF) =>
            BidirectionalKind.EuropeanTerminator,
        ',' or '.' or '/' or ':' or 0xA0 or 0x060C => BidirectionalKind.CommonSeparator,
        _ => OfCategory(character),
    };

    private static BidirectionalKind OfCategory(Rune character) => Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidirectionalKind.Mark,
        UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.Format => BidirectionalKind.Neutral,
        _ when !IsRightToLeft(character) => Rune.IsLetterOrDigit(character) ? BidirectionalKind.Left : BidirectionalKind.Neutral,
        UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation => BidirectionalKind.Neutral,
        _ => IsArabic(character) ? BidirectionalKind.ArabicLetter : BidirectionalKind.Right,
    };

    private static bool IsArabic(Rune character) => character.Value is (>= 0x0600 and <= 0x07BF) or (>= 0x0860 and <= 0x08FF)
        or (>= 0xFB50 and <= 0xFEFC) or (>= 0x1EC70 and <= 0x1EEFF);
}
