namespace HandwritingLstm.Network.Kernels;

/// <summary>The windows that a convolution sees along one row of outputs, copied out of the maps and added back.</summary>
/// <remarks>Chellapilla, Puri and Simard, "High performance convolutional neural networks for document processing", IWFHR 2006.</remarks>
internal static unsafe class WindowCopy
{
    /// <summary>Copies the windows, shape [width, kernelHeight, depth].</summary>
    /// <param name="corner">Top left corner of the first window.</param>
    /// <param name="pitch">Floats from row to row of the maps.</param>
    /// <param name="step">Floats from one window to the next.</param>
    /// <param name="kernelHeight">Rows of a window.</param>
    /// <param name="depth">Floats of a window's row: kernel width × channels.</param>
    /// <param name="width">Number of windows.</param>
    /// <param name="windows">Gets the windows.</param>
    public static void Gather(float* corner, nint pitch, int step, int kernelHeight, int depth, int width, float* windows)
    {
        for (var x = 0; x < width; x++, corner += step)
        {
            for (var row = 0; row < kernelHeight; row++, windows += depth)
            {
                var from = corner + (row * pitch);
                for (var k = 0; k < depth; k++)
                {
                    windows[k] = from[k];
                }
            }
        }
    }

    /// <summary>Adds windows back to where <see cref="Gather"/> takes them from.</summary>
    /// <param name="corner">Top left corner of the first window.</param>
    /// <param name="pitch">Floats from row to row of the maps.</param>
    /// <param name="step">Floats from one window to the next.</param>
    /// <param name="kernelHeight">Rows of a window.</param>
    /// <param name="depth">Floats of a window's row: kernel width × channels.</param>
    /// <param name="width">Number of windows.</param>
    /// <param name="windows">The windows, shape [width, kernelHeight, depth].</param>
    public static void AddBack(float* corner, nint pitch, int step, int kernelHeight, int depth, int width, float* windows)
    {
        for (var x = 0; x < width; x++, corner += step)
        {
            for (var row = 0; row < kernelHeight; row++, windows += depth)
            {
                var to = corner + (row * pitch);
                for (var k = 0; k < depth; k++)
                {
                    to[k] += windows[k];
                }
            }
        }
    }
}
