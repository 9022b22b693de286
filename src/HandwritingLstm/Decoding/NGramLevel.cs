namespace HandwritingLstm.Decoding;

/// <summary>The n-grams of one order in a <see cref="NGramTrie"/>: those that begin alike stand together, in the order of their last character.</summary>
/// <remarks>Natural logarithms from −26.2 to 26.2 in steps of 0.0008.</remarks>
/// <param name="characters">The last characters.</param>
/// <param name="probabilities">Log probabilities, as <see cref="Quantize"/> makes them.</param>
/// <param name="backoffs">Log backoff weights; empty for the longest n-grams.</param>
/// <param name="childCounts">How many n-grams of the next order begin with each; empty for the longest n-grams.</param>
internal sealed class NGramLevel(byte[] characters, short[] probabilities, short[] backoffs, byte[] childCounts)
{
    private const float Scale = 1250; // steps of a natural logarithm

    private readonly int[] _firstChildren = FirstChildren(childCounts);

    /// <summary>Number of n-grams.</summary>
    public int Count => characters.Length;

    /// <summary>The last characters.</summary>
    public ReadOnlySpan<byte> Characters => characters;

    /// <summary>Log probabilities as integers.</summary>
    public ReadOnlySpan<short> Probabilities => probabilities;

    /// <summary>Log backoff weights as integers.</summary>
    public ReadOnlySpan<short> Backoffs => backoffs;

    /// <summary>How many n-grams of the next order begin with each.</summary>
    public ReadOnlySpan<byte> ChildCounts => childCounts;

    /// <summary>Number of n-grams of the next order.</summary>
    public int ChildCount => _firstChildren[^1];

    /// <summary>A natural logarithm as an integer.</summary>
    public static short Quantize(double logarithm) => (short)Math.Clamp(Math.Round(logarithm * Scale), -short.MaxValue, short.MaxValue);

    /// <summary>The natural logarithm of an n-gram's probability.</summary>
    public float LogProbability(int node) => probabilities[node] / Scale;

    /// <summary>The natural logarithm of an n-gram's backoff weight.</summary>
    public float LogBackoff(int node) => backoffs[node] / Scale;

    /// <summary>Where the n-grams of the next order are that begin with this one: the first, and the one behind the last.</summary>
    public (int First, int End) Children(int node) => (_firstChildren[node], _firstChildren[node + 1]);

    /// <summary>The n-gram in a range that ends in a character; −1 where there is none.</summary>
    public int Find(int first, int end, byte character)
    {
        var place = characters.AsSpan(first, end - first).IndexOf(character);
        return place < 0 ? -1 : first + place;
    }

    private static int[] FirstChildren(byte[] counts)
    {
        var first = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            first[i + 1] = first[i] + counts[i];
        }

        return first;
    }
}
