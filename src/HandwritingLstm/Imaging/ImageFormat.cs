namespace HandwritingLstm.Imaging;

/// <summary>The file formats that can be read, told by their first bytes and never by the file's extension.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
    Tiff,
    Gif,
    Bmp,
    Pnm,
    WebP,
    Jpeg2000,
}
