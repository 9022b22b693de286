using System.Runtime.InteropServices;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Where the weights [depth, columns] of a product lie in panels of 32 columns.</summary>
/// <param name="Depth">Rows of the weights.</param>
/// <param name="Columns">Columns, a multiple of 16.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightPanels(int Depth, int Columns)
{
    /// <summary>Floats of all panels.</summary>
    public int Length => Depth * Columns;

    /// <summary>Floats from one panel to the next.</summary>
    public int Pitch => Depth * Product.PanelWidth;

    /// <summary>Where weight [k, column] lies.</summary>
    public int Index(int k, int column)
    {
        var panel = column / Product.PanelWidth;
        return (panel * Pitch) + (k * PanelWidthOf(panel)) + (column % Product.PanelWidth);
    }

    /// <summary>Columns of one panel: 32, or what is left.</summary>
    public int PanelWidthOf(int panel) => Math.Min(Product.PanelWidth, Columns - (panel * Product.PanelWidth));

    /// <summary>Writes the transposed weights [columns, depth] in panels; the depth must be a multiple of 16.</summary>
    public unsafe void Transpose(float* source, float* target)
    {
        var transposed = new WeightPanels(Columns, Depth);
        for (var panel = 0; panel * Product.PanelWidth < Depth; panel++)
        {
            var width = transposed.PanelWidthOf(panel);
            var to = target + ((long)panel * transposed.Pitch);
            for (var column = 0; column < Columns; column++, to += width)
            {
                var from = source + Index(panel * Product.PanelWidth, column);
                var step = PanelWidthOf(column / Product.PanelWidth);
                for (var k = 0; k < width; k++)
                {
                    to[k] = from[k * step];
                }
            }
        }
    }
}
