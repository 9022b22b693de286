namespace HandwritingLstm.Training.Data;

/// <summary>A smooth random field that bends a line: random displacements on a grid, bilinear between its nodes.</summary>
/// <remarks>
/// The cheap form of Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks", ICDAR 2003,
/// section 2: a coarse grid takes the place of the Gaussian filter.
/// </remarks>
internal sealed class DisplacementField
{
    private readonly int _spacing;
    private readonly int _rows;
    private readonly float[] _nodes; // [columns, rows, 2]: along the line, then down

    /// <summary>Draws a field.</summary>
    /// <param name="columnCount">Columns of the distorted line.</param>
    /// <param name="height">Pixels per column.</param>
    /// <param name="amplitude">The largest displacement, in pixels, on either axis.</param>
    /// <param name="spacing">Distance between the nodes in pixels.</param>
    /// <param name="random">Where the numbers come from.</param>
    public DisplacementField(int columnCount, int height, float amplitude, int spacing, ref CounterRandom random)
    {
        _spacing = spacing;
        _rows = ((height - 1) / spacing) + 2;
        _nodes = new float[(((columnCount - 1) / spacing) + 2) * _rows * 2];
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = amplitude * random.Between(-1, 1);
        }
    }

    /// <summary>The displacement of one axis along a column.</summary>
    /// <param name="x">The column.</param>
    /// <param name="axis">0: along the line; 1: down.</param>
    /// <param name="values">Takes the displacements, shape [height].</param>
    public void Column(int x, int axis, Span<float> values)
    {
        var left = _nodes.AsSpan(x / _spacing * _rows * 2, _rows * 4);
        var right = left[(_rows * 2)..];
        var across = x % _spacing / (float)_spacing;
        var y = 0;
        for (var row = 0; y < values.Length; row++)
        {
            var upper = Mix(left[(row * 2) + axis], right[(row * 2) + axis], across);
            var lower = Mix(left[(row * 2) + 2 + axis], right[(row * 2) + 2 + axis], across);
            var slope = (lower - upper) / _spacing;
            var end = Math.Min(values.Length, (row + 1) * _spacing);
            for (; y < end; y++)
            {
                values[y] = upper + (slope * (y - (row * _spacing)));
            }
        }
    }

    private static float Mix(float a, float b, float share) => a + ((b - a) * share);
}
