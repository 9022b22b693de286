namespace HandwritingLstm.Decoding;

/// <summary>An n-gram of up to eight characters as one number of eight bytes, the latest character lowest.</summary>
internal static class NGram
{
    /// <summary>The n-gram without its latest character.</summary>
    public static ulong ContextOf(ulong gram) => gram >> 8;

    /// <summary>The last <paramref name="n"/> characters of an n-gram, 1 to 8.</summary>
    public static ulong Last(ulong gram, int n) => gram & (ulong.MaxValue >> (8 * (CharacterLanguageModel.MaximumOrder - n)));

    /// <summary>Whether the first of <paramref name="n"/> characters is the beginning of a line.</summary>
    public static bool BeginsLine(ulong gram, int n) => gram >> (8 * (n - 1)) == CharacterVocabulary.Begin;
}
