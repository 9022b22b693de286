using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>
/// The column sequences of a batch, ragged and time-major: column t of all lines that are that long, then column t + 1.
/// </summary>
/// <remarks>
/// Lines are sorted by length, so the lines that reach column t are the first <see cref="Active"/>(t) of the batch,
/// and one step of a recurrent layer is one product over adjacent rows.
/// </remarks>
/// <param name="channels">Channels of a column.</param>
internal sealed unsafe class Sequences(ChannelLayout channels) : IDisposable
{
    private readonly FloatBuffer _values = new();
    private readonly FloatBuffer _gradients = new();
    private int[] _firstRow = [0];

    /// <summary>Channels of a column.</summary>
    public ChannelLayout Channels { get; } = channels;

    /// <summary>Columns of each line, longest first.</summary>
    public int[] Lengths { get; private set; } = [];

    /// <summary>Columns of the longest line T.</summary>
    public int MaximumLength => Lengths.Length == 0 ? 0 : Lengths[0];

    /// <summary>Rows R: the columns of all lines together.</summary>
    public int RowCount { get; private set; }

    /// <summary>The values, shape [R, stride].</summary>
    public float* Values => _values.Pointer;

    /// <summary>The gradients, shape [R, stride].</summary>
    public float* Gradients => _gradients.Pointer;

    /// <summary>Makes room for a batch.</summary>
    /// <param name="lengths">Columns of each line, not ascending.</param>
    /// <param name="withGradients">Whether backward will follow.</param>
    public void Shape(int[] lengths, bool withGradients)
    {
        Lengths = lengths;
        if (_firstRow.Length < lengths[0] + 1)
        {
            _firstRow = new int[lengths[0] + 1];
        }

        var active = lengths.Length;
        var row = 0;
        for (var t = 0; t < lengths[0]; t++)
        {
            while (lengths[active - 1] <= t)
            {
                active--;
            }

            _firstRow[t] = row;
            row += active;
        }

        _firstRow[lengths[0]] = row;
        RowCount = row;
        _values.EnsureLength((long)row * Channels.Stride);
        if (withGradients)
        {
            _gradients.EnsureLength((long)row * Channels.Stride);
        }
    }

    /// <summary>How many lines reach column t.</summary>
    public int Active(int t) => t >= MaximumLength ? 0 : _firstRow[t + 1] - _firstRow[t];

    /// <summary>The row of column t of a line.</summary>
    public int Row(int t, int line) => _firstRow[t] + line;

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }
}
