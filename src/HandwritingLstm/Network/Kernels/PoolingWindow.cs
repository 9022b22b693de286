using System.Runtime.InteropServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>A pooling window, which is also its stride; 1×1 pools nothing.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PoolingWindow(int Height, int Width);
