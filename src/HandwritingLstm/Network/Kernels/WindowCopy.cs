namespace HandwritingLstm.Network.Kernels;

/// <summary>The windows that a convolution sees along one row of outputs, brought together and added back.</summary>
/// <remarks>After Chellapilla, Puri and Simard, "High performance convolutional neural networks for document processing", IWFHR 2006.</remarks>
internal static unsafe class WindowCopy
{
    /// <summary>
    /// Interleaves the rows that the windows reach over: in the strip, shape [columns, rows, channels], a window is one
    /// piece of kernel width × rows × channels, and the next window's begins a stride further on.
    /// </summary>
    /// <param name="corner">Top left corner of the first window.</param>
    /// <param name="pitch">Floats from row to row of the maps.</param>
    /// <param name="channels">Floats of a pixel.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <param name="columns">Columns that the windows reach over.</param>
    /// <param name="strip">Gets the strip.</param>
    public static void Interleave(float* corner, nint pitch, int channels, int rows, int columns, float* strip)
    {
        for (var row = 0; row < rows; row++, corner += pitch)
        {
            var from = corner;
            var to = strip + (row * channels);
            for (var x = 0; x < columns; x++, from += channels, to += rows * channels)
            {
                for (var c = 0; c < channels; c++)
                {
                    to[c] = from[c];
                }
            }
        }
    }

    /// <summary>Adds the gradients of windows to the pixels they were taken from.</summary>
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
