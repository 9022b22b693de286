namespace HandwritingLstm.Imaging;

/// <summary>What <see cref="ImageFile"/> accepts.</summary>
public sealed record ImageFileOptions
{
    /// <summary>
    /// The most pixels a page may have, by its header, before it is decoded: at least 1. The default, 178,956,970, is
    /// 512 MiB at three bytes a pixel: ten times an A4 page at 600 dpi, and far below what a forged header can ask for.
    /// </summary>
    public long MaximumPixels { get; init; } = 178_956_970;
}
