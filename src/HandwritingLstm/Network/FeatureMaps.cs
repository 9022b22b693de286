using System.Runtime.InteropServices;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>
/// The feature maps of a batch, ragged: line b is [height, width b, channels], channels innermost, with a border of zeros.
/// </summary>
/// <remarks>
/// The border lets a convolution run as plain matrix products over overlapping rows, without gathering and without
/// edge cases. The zero columns at the right of one row are those at the left of the next.
/// </remarks>
/// <param name="height">Rows.</param>
/// <param name="channels">Channels of a pixel.</param>
/// <param name="borderY">Zero rows above and below.</param>
/// <param name="borderX">Zero columns left and right.</param>
internal sealed unsafe class FeatureMaps(int height, ChannelLayout channels, int borderY, int borderX) : IDisposable
{
    private readonly FloatBuffer _values = new();
    private readonly FloatBuffer _gradients = new();
    private long[] _offsets = [];

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Channels of a pixel.</summary>
    public ChannelLayout Channels { get; } = channels;

    /// <summary>Zero rows above and below.</summary>
    public int BorderY { get; } = borderY;

    /// <summary>Zero columns left and right.</summary>
    public int BorderX { get; } = borderX;

    /// <summary>Whether the gradients overwrite the values, as they may where backward reads a value for the last time.</summary>
    public bool GradientsInPlace { get; init; }

    /// <summary>Width of each line.</summary>
    public int[] Widths { get; private set; } = [];

    /// <summary>Makes room for a batch, for every line its own.</summary>
    public void Shape(int[] widths, bool withGradients)
    {
        UseWidths(widths);
        var length = 0L;
        for (var line = 0; line < widths.Length; line++)
        {
            _offsets[line] = length;
            length += LengthOf(widths[line]);
        }

        _values.EnsureLength(length);
        if (withGradients && !GradientsInPlace)
        {
            _gradients.EnsureLength(length);
        }
    }

    /// <summary>
    /// Makes room for a batch that a layer passes on. In recognition that is one place for every thread: layers take one
    /// line after the other through their maps, which so stay in cache.
    /// </summary>
    public void Shape(int[] widths, LineBatch batch, bool training)
    {
        if (training)
        {
            Shape(widths, withGradients: true);
            return;
        }

        UseWidths(widths);
        var length = 0L;
        for (var thread = 0; thread < batch.ThreadCount; thread++)
        {
            var lines = batch.LinesOf(thread);
            foreach (var line in lines)
            {
                _offsets[line] = length;
            }

            length += lines.IsEmpty ? 0 : LengthOf(widths[lines[0]]); // the longest line comes first
        }

        _values.EnsureLength(length);
    }

    /// <summary>Floats from one row of a line to the next.</summary>
    public nint Pitch(int line) => (nint)(Widths[line] + BorderX) * Channels.Stride;

    /// <summary>The top left corner of the line's border.</summary>
    public float* Corner(int line) => _values.Pointer + _offsets[line];

    /// <summary>The top left corner of the border of the line's gradients.</summary>
    public float* GradientCorner(int line) => (GradientsInPlace ? _values : _gradients).Pointer + _offsets[line];

    /// <summary>A row of the line's pixels, from the first pixel inside the border.</summary>
    public float* Row(int line, int y) => Corner(line) + ToRow(line, y);

    /// <summary>A row of the gradients of the line's pixels.</summary>
    public float* GradientRow(int line, int y) => GradientCorner(line) + ToRow(line, y);

    /// <summary>Sets the border of a line to 0.</summary>
    public void ClearBorder(int line) => ClearBorder(Corner(line), line);

    /// <summary>Sets the border of a line's gradients to 0.</summary>
    public void ClearGradientBorder(int line) => ClearBorder(GradientCorner(line), line);

    /// <summary>Sets a line of the image; columns stand upright in the sequence and lie side by side here. What is missing is paper.</summary>
    public void Draw(int line, ColumnSequence columns)
    {
        ClearBorder(line);
        for (var y = 0; y < Height; y++)
        {
            var row = Row(line, y);
            for (var x = 0; x < columns.ColumnCount; x++)
            {
                row[x] = columns.Values[(x * Height) + y];
            }

            new Span<float>(row + columns.ColumnCount, Widths[line] - columns.ColumnCount).Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }

    private void UseWidths(int[] widths)
    {
        Widths = widths;
        if (_offsets.Length < widths.Length)
        {
            _offsets = new long[widths.Length];
        }
    }

    private long LengthOf(int width)
    {
        // One row more than the borders: Winograd tiles of an odd height reach there.
        var pixels = ((long)(Height + (2 * BorderY) + 1) * (width + BorderX)) + BorderX + ChannelLayout.Vector;
        return (pixels * Channels.Stride + ChannelLayout.Vector - 1) / ChannelLayout.Vector * ChannelLayout.Vector;
    }

    private nint ToRow(int line, int y) => ((y + BorderY) * Pitch(line)) + ((nint)BorderX * Channels.Stride);

    private void ClearBorder(float* corner, int line)
    {
        if (BorderX == 0 && BorderY == 0)
        {
            return;
        }

        var pitch = Pitch(line);
        Clear(corner, (BorderY * pitch) + (BorderX * Channels.Stride));
        for (var y = 1; y < Height; y++)
        {
            Clear(corner + ((y + BorderY) * pitch), BorderX * Channels.Stride);
        }

        Clear(corner + ((Height + BorderY) * pitch), ((BorderY + 1) * pitch) + ((BorderX + ChannelLayout.Vector) * Channels.Stride));
    }

    private static void Clear(float* start, nint length) => NativeMemory.Clear(start, (nuint)length * sizeof(float));
}
