namespace HandwritingLstm.Training.Data;

/// <summary>Random numbers that are a function of a few counters alone, such as seed, epoch and line.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, figure 15).
/// Its state is a counter, so a run that goes on at epoch 7, line 11 draws what the uninterrupted run drew,
/// whatever the number of threads.
/// </remarks>
internal struct CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15; // 2^64 / the golden ratio, made odd
    private ulong _state;

    /// <summary>The stream that belongs to these counters.</summary>
    public CounterRandom(int seed, int epoch, int index)
    {
        // Each counter is mixed before the next one enters, so neighbouring counters give unrelated streams.
        _state = Mix(Mix(Mix((ulong)(uint)seed + Golden) + (uint)epoch) + (uint)index);
    }

    /// <summary>A whole number from 0 to 2^64 − 1.</summary>
    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>A whole number from 0 to <paramref name="end"/> − 1; the bias is below 2^-32.</summary>
    public int Below(int end) => (int)(((NextBits() >> 32) * (ulong)end) >> 32);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, evenly spread.</summary>
    public float Between(float low, float high) => low + ((high - low) * ((NextBits() >> 40) * (1f / (1 << 24))));

    /// <summary>True with the given probability, 0 to 1.</summary>
    public bool Chance(float probability) => Between(0, 1) < probability;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
