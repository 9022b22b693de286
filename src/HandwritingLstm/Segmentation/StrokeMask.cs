namespace HandwritingLstm.Segmentation;

/// <summary>Which pixels of a page belong to strokes.</summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
internal sealed class StrokeMask(int width, int height)
{
    /// <summary>Width in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Height in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>True where there is ink, shape [height, width].</summary>
    public bool[] Pixels { get; } = new bool[width * height];

    /// <summary>One row, from left to right.</summary>
    public Span<bool> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
