namespace HandwritingLstm.Network;

/// <summary><c>Mp y,x[,sy,sx]</c>: max pooling; an incomplete window at the right or bottom edge is dropped.</summary>
/// <param name="Height">Window height y, at most the rows of its input.</param>
/// <param name="Width">Window width x.</param>
/// <param name="StrideY">Vertical stride; written without it, the window's height.</param>
/// <param name="StrideX">Horizontal stride; written without it, the window's width.</param>
public sealed record MaxPoolingSpec(int Height, int Width, int StrideY, int StrideX) : LayerSpec
{
    internal override string Token => StrideY == Height && StrideX == Width
        ? Vgsl($"Mp{Height},{Width}")
        : Vgsl($"Mp{Height},{Width},{StrideY},{StrideX}");

    internal override int ColumnWindow => Width;

    internal override int ColumnStride => StrideX;

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) =>
        input with { Height = ((input.Height - Height) / StrideY) + 1 };

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("window's height", Height, NetworkLimits.MaximumHeight)
        ?? OutOfRange("window's width", Width, NetworkLimits.MaximumWindow)
        ?? OutOfRange("vertical stride", StrideY, NetworkLimits.MaximumStride)
        ?? OutOfRange("horizontal stride", StrideX, NetworkLimits.MaximumStride)
        ?? (Height <= input.Height
            ? null
            : Vgsl($"the window is {Height} rows high, but only {input.Height} are left here; use a smaller window, fewer poolings or a higher image"));
}
