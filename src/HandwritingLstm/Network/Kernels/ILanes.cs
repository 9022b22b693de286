namespace HandwritingLstm.Network.Kernels;

/// <summary>
/// A vector of float lanes of one processor: kernels are written once over this and compiled per width.
/// </summary>
/// <remarks>
/// The widths are <see cref="Lanes512"/>, <see cref="Lanes256"/> and <see cref="Lanes128"/>. All of them fuse multiply
/// and add where the processor can, so that a product has the same bits on AVX-512 and on AVX2.
/// </remarks>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Number of lanes; divides 16.</summary>
    static abstract int Count { get; }

    static abstract T Zero { get; }

    static abstract T Load(float* source);

    static abstract T Broadcast(float value);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>sum += a·b, rounded once; in place, which spares the compiler a copy of every accumulator.</summary>
    static abstract void AddProduct(ref T sum, T a, T b);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>The greater of two lanes; the second where either is NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The smaller of two lanes; the second where either is NaN.</summary>
    static abstract T Min(T a, T b);

    static abstract T Sqrt(T a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract T Round(T a);

    /// <summary>a times 2 to the power of an integral lane between −126 and 127.</summary>
    static abstract T ScaleByPowerOfTwo(T a, T power);

    /// <summary>1 / a, where a lies between 1e-37 and 8e37; within two units in the last place.</summary>
    static abstract T Reciprocal(T a);

    /// <summary>The value where test &gt; 0, else 0.</summary>
    static abstract T KeepWherePositive(T value, T test);

    /// <summary>The value where a = b, else 0.</summary>
    static abstract T KeepWhereEqual(T value, T a, T b);

    /// <summary>0 where a = b, else the value.</summary>
    static abstract T DropWhereEqual(T value, T a, T b);

    void Store(float* target);
}
