namespace HandwritingLstm.Tests.Imaging;

/// <summary>The picture every test file shows: black, red / blue, white; the same as in Fixtures/make_fixtures.py.</summary>
internal static class Picture
{
    public const int Width = 48;
    public const int Height = 32;

    /// <summary>Luma of black, red, blue, white.</summary>
    public static readonly byte[] Grey = [0, 77, 29, 255];

    private static readonly byte[][] _colours = [[0, 0, 0], [255, 0, 0], [0, 0, 255], [255, 255, 255]];

    /// <summary>Quarter of the picture: 0 top left, 1 top right, 2 bottom left, 3 bottom right.</summary>
    public static int Quarter(int x, int y) => (x < Width / 2 ? 0 : 1) + (y < Height / 2 ? 0 : 2);

    public static byte[] Colour(int x, int y) => _colours[Quarter(x, y)];

    public static byte GreyAt(int x, int y) => Grey[Quarter(x, y)];

    /// <summary>The rows of pixels, each a whole number of bytes, most significant bit first.</summary>
    public static byte[][] Rows(int bitsPerPixel, Func<int, int, byte[]> pixel)
    {
        var rows = new byte[Height][];
        for (var y = 0; y < Height; y++)
        {
            rows[y] = new byte[((Width * bitsPerPixel) + 7) / 8];
            for (var x = 0; x < Width; x++)
            {
                var bytes = pixel(x, y);
                for (var bit = 0; bit < bitsPerPixel; bit++)
                {
                    var value = bitsPerPixel < 8 ? bytes[0] >> (bitsPerPixel - 1 - bit) & 1 : bytes[bit / 8] >> (7 - (bit % 8)) & 1;
                    var at = (x * bitsPerPixel) + bit;
                    rows[y][at / 8] |= (byte)(value << (7 - (at % 8)));
                }
            }
        }

        return rows;
    }
}
