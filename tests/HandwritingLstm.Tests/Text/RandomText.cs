namespace HandwritingLstm.Tests.Text;

/// <summary>Random text with everything that text can hold: combining marks, surrogate pairs and halves, right-to-left, white space.</summary>
internal static class RandomText
{
    private static readonly string[] _units =
    [
        "a", "b", "c", "e", "é", "e\u0301", "\u0301", "\u0327", "q\u0307\u0323", "Å", "\u212B", "𝄞", "😀", "𝔘", "\ud83d", "\ude00",
        "ش", "م", "\u0651", "א", "한", "\u1112", "\u1161", "\u11AB", " ", "  ", "\u00A0", "\t", "\n", "\0", "\u200D", "\uFFFE", "\u0344", "ﬁ",
    ];

    /// <summary>A text of up to <paramref name="most"/> units.</summary>
    public static string Of(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => _units[random.Next(_units.Length)]));
}
