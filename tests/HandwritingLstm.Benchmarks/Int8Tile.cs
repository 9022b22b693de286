using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Benchmarks;

/// <summary>How fast a product of 8-bit numbers could be: the inner loop alone, on data in the first-level cache.</summary>
/// <remarks>
/// .NET reaches VNNI's fused 8-bit products only through <see cref="AvxVnni"/> (Intel from 2021, 256 bits), not through
/// AVX512-VNNI. Elsewhere four 8-bit products take three instructions: multiply to 16 bits, add pairs to 32, accumulate.
/// Rounding of the activations and scaling of the sums are not even counted here.
/// </remarks>
internal static unsafe class Int8Tile
{
    private const int Depth = 192;
    private const int Rows = 6;
    private const int Times = 20_000;

    /// <summary>Whether this processor has any of the instructions.</summary>
    public static bool IsSupported => Avx512BW.IsSupported || AvxVnni.IsSupported;

    /// <summary>The instructions used.</summary>
    public static string Instructions => AvxVnni.IsSupported ? "AvxVnni" : "Avx512BW.MultiplyAddAdjacent";

    /// <summary>10⁹ operations a second: two for each product.</summary>
    public static double Measure()
    {
        using var buffer = new FloatBuffer((Rows * Depth) + (Depth * 32) + (Rows * 32));
        var a = (byte*)buffer.Pointer;
        var b = (sbyte*)(a + (Rows * Depth));
        var c = (int*)(buffer.Pointer + (Rows * Depth) + (Depth * 32));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            if (AvxVnni.IsSupported)
            {
                Fused(a, b, c);
            }
            else
            {
                Split(a, b, c);
            }
        }

        return 2.0 * Rows * Depth * (AvxVnni.IsSupported ? 16 : 32) * Times / clock.Elapsed.TotalSeconds / 1e9;
    }

    // Six rows of two vectors of 16 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(byte* a, sbyte* b, int* c)
    {
        var ones = Vector512.Create((short)1);
        Vector512<int> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        Vector512<int> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        for (var k = 0; k < Depth; k += 4, a += 4, b += 128)
        {
            var (x, y) = (Vector512.Load(b), Vector512.Load(b + 64));
            Add(ref c0, ref d0, a, x, y, ones);
            Add(ref c1, ref d1, a + Depth, x, y, ones);
            Add(ref c2, ref d2, a + (2 * Depth), x, y, ones);
            Add(ref c3, ref d3, a + (3 * Depth), x, y, ones);
            Add(ref c4, ref d4, a + (4 * Depth), x, y, ones);
            Add(ref c5, ref d5, a + (5 * Depth), x, y, ones);
        }

        (c0 + c1 + c2 + c3 + c4 + c5).Store(c);
        (d0 + d1 + d2 + d3 + d4 + d5).Store(c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref Vector512<int> c, ref Vector512<int> d, byte* a, Vector512<sbyte> x, Vector512<sbyte> y, Vector512<short> ones)
    {
        var four = Vector512.Create(*(int*)a).AsByte();
        c += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(four, x), ones);
        d += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(four, y), ones);
    }

    // Six rows of two vectors of 8 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fused(byte* a, sbyte* b, int* c)
    {
        Vector256<int> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        Vector256<int> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        for (var k = 0; k < Depth; k += 4, a += 4, b += 64)
        {
            var (x, y) = (Vector256.Load(b), Vector256.Load(b + 32));
            Add(ref c0, ref d0, a, x, y);
            Add(ref c1, ref d1, a + Depth, x, y);
            Add(ref c2, ref d2, a + (2 * Depth), x, y);
            Add(ref c3, ref d3, a + (3 * Depth), x, y);
            Add(ref c4, ref d4, a + (4 * Depth), x, y);
            Add(ref c5, ref d5, a + (5 * Depth), x, y);
        }

        (c0 + c1 + c2 + c3 + c4 + c5).Store(c);
        (d0 + d1 + d2 + d3 + d4 + d5).Store(c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<int> c, ref Vector256<int> d, byte* a, Vector256<sbyte> x, Vector256<sbyte> y)
    {
        var four = Vector256.Create(*(int*)a).AsByte();
        c = AvxVnni.MultiplyWideningAndAdd(c, four, x);
        d = AvxVnni.MultiplyWideningAndAdd(d, four, y);
    }
}
