using System.Runtime.Intrinsics.X86;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The choice of the vector width, made once where a kernel is put into a plan.</summary>
internal static class Lanes
{
    /// <summary>The variant for the widest vectors of this processor.</summary>
    public static TKernel Widest<TKernel>(TKernel of512, TKernel of256, TKernel of128)
        where TKernel : Delegate =>
        Avx512F.IsSupported ? of512 : Fma.IsSupported ? of256 : of128;
}
