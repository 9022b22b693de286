namespace HandwritingLstm.Decoding;

/// <summary>The n-grams of one order with their log probabilities and backoff weights: a hash table that can be used where it is mapped.</summary>
/// <remarks>Linear probing, at most two thirds full; values of 16 bits: natural logarithms from −26.2 to 0 in steps of 0.0004.</remarks>
internal sealed class NGramTable
{
    /// <summary>Bytes of a slot: the n-gram, its probability, its backoff weight.</summary>
    public const int SlotBytes = sizeof(ulong) + (2 * sizeof(ushort));

    private const float Scale = 2500; // steps of a natural logarithm
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong[] _grams;
    private readonly ushort[] _probabilities;
    private readonly ushort[] _backoffs;

    /// <summary>A table with room for some n-grams.</summary>
    public NGramTable(int count)
        : this(Slots(count), 0)
    {
    }

    /// <summary>A table with the slots of a file.</summary>
    public NGramTable(ulong[] grams, ushort[] probabilities, ushort[] backoffs) =>
        (_grams, _probabilities, _backoffs, Count) = (grams, probabilities, backoffs, grams.Count(gram => gram != 0));

    private NGramTable(int slots, int count) =>
        (_grams, _probabilities, _backoffs, Count) = (new ulong[slots], new ushort[slots], new ushort[slots], count);

    /// <summary>Number of n-grams.</summary>
    public int Count { get; private set; }

    /// <summary>The n-grams by slot; 0 = empty.</summary>
    public ReadOnlySpan<ulong> Grams => _grams;

    /// <summary>Probabilities by slot.</summary>
    public ReadOnlySpan<ushort> Probabilities => _probabilities;

    /// <summary>Backoff weights by slot.</summary>
    public ReadOnlySpan<ushort> Backoffs => _backoffs;

    /// <summary>Sets an n-gram, not 0.</summary>
    public void Set(ulong gram, float logProbability, float logBackoff)
    {
        var slot = Find(gram);
        if (_grams[slot] == 0)
        {
            _grams[slot] = gram;
            Count++;
        }

        (_probabilities[slot], _backoffs[slot]) = (Quantize(logProbability), Quantize(logBackoff));
    }

    /// <summary>The values of an n-gram.</summary>
    public bool TryGet(ulong gram, out float logProbability, out float logBackoff)
    {
        var slot = Find(gram);
        (logProbability, logBackoff) = (-_probabilities[slot] / Scale, -_backoffs[slot] / Scale);
        return _grams[slot] != 0;
    }

    private static int Slots(int count) => Math.Max(4, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(count + (count / 2) + 1)));

    private static ushort Quantize(float logarithm) => (ushort)Math.Clamp(MathF.Round(-logarithm * Scale), 0, ushort.MaxValue);

    private int Find(ulong gram)
    {
        var mask = _grams.Length - 1;
        var slot = (int)((gram * Golden) >> 32) & mask;
        while (_grams[slot] != 0 && _grams[slot] != gram)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
