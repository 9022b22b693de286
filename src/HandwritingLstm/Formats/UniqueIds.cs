namespace HandwritingLstm.Formats;

/// <summary>Identifiers within one file, where each may stand but once.</summary>
internal sealed class UniqueIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>An identifier that nothing else has.</summary>
    /// <param name="wanted">The one that a thing has or wants; empty = none.</param>
    /// <param name="otherwise">What to build one from when none is wanted.</param>
    public string Take(string? wanted, string otherwise)
    {
        var id = string.IsNullOrEmpty(wanted) ? otherwise : wanted;
        for (var number = 2; !_taken.Add(id); number++)
        {
            id = $"{(string.IsNullOrEmpty(wanted) ? otherwise : wanted)}_{number}";
        }

        return id;
    }
}
