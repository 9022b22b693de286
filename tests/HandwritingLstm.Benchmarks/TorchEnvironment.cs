using System.Globalization;

namespace HandwritingLstm.Benchmarks;

/// <summary>The settings that make Debian's torch fast.</summary>
internal static class TorchEnvironment
{
    /// <summary>OpenBLAS's own threads fight torch's: without this, a step takes six times as long.</summary>
    public static (string Name, string Value)[] Installed(int threads) =>
        [("OPENBLAS_NUM_THREADS", "1"), ("OMP_NUM_THREADS", threads.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Besides, the kernels of the processor at hand, and memory that is kept from step to step.</summary>
    public static (string Name, string Value)[] Tuned(int threads) =>
    [
        .. Installed(threads),
        .. System.Runtime.Intrinsics.X86.Avx512F.IsSupported ? [("OPENBLAS_CORETYPE", "SkylakeX")] : ((string, string)[])[],
        ("MALLOC_MMAP_THRESHOLD_", "4294967296"),
        ("MALLOC_TRIM_THRESHOLD_", "4294967296"),
    ];
}
