using System.Globalization;

namespace HandwritingLstm.Network;

/// <summary>One layer of a VGSL network description; <see cref="ToString"/> is its token.</summary>
public abstract record LayerSpec
{
    private protected LayerSpec()
    {
    }

    /// <summary>The layer's token in canonical form, such as <c>Cr3,3,16</c>.</summary>
    internal abstract string Token { get; }

    /// <summary>Columns that the layer needs to make one column; padded layers need one.</summary>
    internal virtual int ColumnWindow => 1;

    /// <summary>Columns from one window to the next.</summary>
    internal virtual int ColumnStride => 1;

    /// <summary>Rows and channels after this layer.</summary>
    /// <param name="input">Rows and channels before it.</param>
    public abstract LayerShape ShapeAfter(LayerShape input);

    /// <summary>Number of columns after this layer; 0 if there are too few for one window.</summary>
    /// <param name="columns">Number of columns before it.</param>
    public int ColumnsAfter(int columns) =>
        columns < ColumnWindow ? 0 : ((columns - ColumnWindow) / ColumnStride) + 1;

    /// <summary>The layer's VGSL token in canonical form, such as <c>Cr3,3,16</c>.</summary>
    public sealed override string ToString() => Token;

    /// <summary>What makes the layer impossible on such an input, and what would be right; null if nothing does.</summary>
    internal abstract string? WhatIsWrong(LayerShape input);

    /// <summary>What the engine does not support yet, and what to write instead; null if it supports the layer.</summary>
    internal virtual string? WhatIsUnsupported(LayerShape input) => null;

    /// <summary>Number of trained weights on such an input.</summary>
    internal virtual long WeightCount(LayerShape input) => 0;

    private protected static string Vgsl(FormattableString token) => token.ToString(CultureInfo.InvariantCulture);

    private protected static string? OutOfRange(string what, int value, int maximum) =>
        value >= 1 && value <= maximum ? null : Vgsl($"the {what} is {value}, but must be 1 to {maximum}");
}
