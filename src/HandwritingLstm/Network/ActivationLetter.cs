namespace HandwritingLstm.Network;

/// <summary>The letter of an activation in VGSL.</summary>
internal static class ActivationLetter
{
    /// <summary>The letters, in the order of <see cref="Activation"/>.</summary>
    public const string All = "lstrm";

    public static char Of(Activation activation) => All[(int)activation];

    /// <summary>The activation of a letter; null if there is none.</summary>
    public static Activation? Parse(char letter)
    {
        var index = All.IndexOf(letter, StringComparison.Ordinal);
        return index < 0 ? null : (Activation)index;
    }
}
