using System.Runtime.InteropServices;

namespace HandwritingLstm.Network;

/// <summary>What one column of a feature map holds; the number of columns varies from line to line.</summary>
/// <param name="Height">Rows H.</param>
/// <param name="Channels">Channels C of every row.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LayerShape(int Height, int Channels);
