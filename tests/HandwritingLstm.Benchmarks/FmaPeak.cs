using System.Diagnostics;
using System.Runtime.CompilerServices;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Benchmarks;

/// <summary>The most multiplications and additions a core can do: nothing but independent fused products in registers.</summary>
internal static class FmaPeak
{
    private const int Steps = 2_000_000;
    private const int Accumulators = 12;

    /// <summary>GFLOP/s of one core with the widest vectors it has.</summary>
    public static double Measure() => Lanes.Widest<Func<double>>(Measure<Lanes512>, Measure<Lanes256>, Measure<Lanes128>)();

    private static double Measure<T>()
        where T : struct, ILanes<T>
    {
        var clock = Stopwatch.StartNew();
        var sum = Run<T>();
        var seconds = clock.Elapsed.TotalSeconds;
        return sum < 0 ? 0 : 2.0 * T.Count * Accumulators * Steps / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Run<T>()
        where T : struct, ILanes<T>
    {
        var (a, b) = (T.Broadcast(0.999f), T.Broadcast(0.001f));
        T c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (var i = 0; i < Steps; i++)
        {
            T.AddProduct(ref c0, a, b);
            T.AddProduct(ref c1, a, b);
            T.AddProduct(ref c2, a, b);
            T.AddProduct(ref c3, a, b);
            T.AddProduct(ref c4, a, b);
            T.AddProduct(ref c5, a, b);
            T.AddProduct(ref c6, a, b);
            T.AddProduct(ref c7, a, b);
            T.AddProduct(ref c8, a, b);
            T.AddProduct(ref c9, a, b);
            T.AddProduct(ref c10, a, b);
            T.AddProduct(ref c11, a, b);
        }

        var sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
        var values = stackalloc float[T.Count];
        sum.Store(values);
        return values[0];
    }
}
