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
        // From the last to the first: where L fits, Lp and Lc have been tried. None of their second letters is a direction.
        var index = _all.Length - 1;
        while (index >= 0 && !letters.StartsWith(_all[index], StringComparison.Ordinal))
        {
            index--;
        }

        return index < 0 ? null : (RecurrentCell)index;
    }
}
