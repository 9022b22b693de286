namespace HandwritingLstm.Text;

/// <summary>Where a line begins.</summary>
public enum ReadingDirection
{
    /// <summary>On the left, as in Latin script: column 0 is the leftmost.</summary>
    LeftToRight,

    /// <summary>On the right, as in Arabic and Hebrew: column 0 is the rightmost.</summary>
    RightToLeft,
}
