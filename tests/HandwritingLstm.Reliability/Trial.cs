namespace HandwritingLstm.Reliability;

/// <summary>Something that the program must survive.</summary>
internal abstract class Trial
{
    /// <summary>Tries it, and prints the figures.</summary>
    /// <returns>Whether all is as it must be.</returns>
    public abstract bool Run(Bench bench);

    /// <summary>Prints a figure.</summary>
    protected static void Say(FormattableString figure) => Console.WriteLine(FormattableString.Invariant(figure));
}
