namespace HandwritingLstm.Network;

/// <summary>The letters of a recurrent cell in VGSL.</summary>
/// <remarks>L and G are Tesseract's and kraken's; R, Lp and Lc are our extensions.</remarks>
internal static class RecurrentCellLetters
{
    // In the order of RecurrentCell.
    private static readonly string[] _all = ["L", "G", "R", "Lp", "Lc"];

    public static string Of(RecurrentCell cell) => _all[(int)cell];

    /// <summary>The cell that a token's letters begin with: what follows is direction and axis; null if there is none.</summary>
    public static RecurrentCell? Parse(string letters)
    {
        // None of the second letters is a direction, so the longest one is meant.
        var longest = _all.Where(all => letters.StartsWith(all, StringComparison.Ordinal)).MaxBy(all => all.Length);
        return longest is null ? null : (RecurrentCell)Array.IndexOf(_all, longest);
    }
}
