namespace HandwritingLstm.Network;

/// <summary>
/// <c>W y,x</c> (our extension): sub-sampling windows: the pixels of a window of y rows and x columns become the channels of
/// one pixel, row after row: [H, W, C] → [⌈H/y⌉, ⌈W/x⌉, y·x·C].
/// </summary>
/// <param name="Height">Rows of a window y, at most those of its input.</param>
/// <param name="Width">Columns of a window x.</param>
/// <remarks>
/// Graves and Schmidhuber, "Offline handwriting recognition with multidimensional recurrent neural networks", NIPS 2008,
/// section 2.2. An incomplete window at the right or bottom edge is continued with zeros, which is paper in the image.
/// </remarks>
public sealed record WindowSpec(int Height, int Width) : LayerSpec
{
    internal override string Token => Vgsl($"W{Height},{Width}");

    internal override int ColumnStride => Width;

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) =>
        new(((input.Height - 1) / Height) + 1, Height * Width * input.Channels);

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("window's height", Height, NetworkLimits.MaximumHeight)
        ?? OutOfRange("window's width", Width, NetworkLimits.MaximumWindow)
        ?? (Height <= input.Height
            ? null
            : Vgsl($"the window is {Height} rows high, but only {input.Height} are left here; use a smaller window, fewer windows or a higher image"))
        ?? ((long)Height * Width * input.Channels <= NetworkLimits.MaximumCollapsedChannels
            ? null
            : Vgsl($"a window of {Height} rows, {Width} columns and {input.Channels} channels has more than {NetworkLimits.MaximumCollapsedChannels} values; use a smaller window"));
}
