namespace HandwritingLstm.Cli;

/// <summary>Names in the order people expect: runs of digits compare as numbers, so line2 stands before line10.</summary>
/// <remarks>Everything else is ordinal: the order is the same on every machine and in every culture.</remarks>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order; it has no state.</summary>
    public static NaturalOrder Comparer { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var (digitsOfA, digitsOfB) = (DigitsAtStart(a), DigitsAtStart(b));
            var bothNumbers = digitsOfA > 0 && digitsOfB > 0;
            var order = bothNumbers ? CompareNumbers(a[..digitsOfA], b[..digitsOfB]) : a[0].CompareTo(b[0]);
            if (order != 0)
            {
                return order;
            }

            a = a[(bothNumbers ? digitsOfA : 1)..];
            b = b[(bothNumbers ? digitsOfB : 1)..];
        }

        var byRest = a.Length.CompareTo(b.Length);
        var byLength = byRest != 0 ? byRest : (x?.Length ?? 0).CompareTo(y?.Length ?? 0); // equal numbers: 7 before 007
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    private static int DigitsAtStart(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>Numbers of any length: without leading zeros, the longer one is greater.</summary>
    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
