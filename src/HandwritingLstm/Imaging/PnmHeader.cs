namespace HandwritingLstm.Imaging;

/// <summary>The header of a portable bitmap, greymap or pixmap (PBM, PGM, PPM).</summary>
/// <remarks>Netpbm formats P1 to P3 (plain text) and P4 to P6 (binary): kind, width, height, highest value.</remarks>
internal static class PnmHeader
{
    /// <summary>Reads the size and checks that a binary file is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        var kind = file[1] - '0';
        var position = 2;
        var width = Number(file, ref position);
        var height = Number(file, ref position);
        var highest = kind is 1 or 4 ? 1 : Number(file, ref position);
        if (highest is not (1 or 3 or 15 or 255 or 65535))
        {
            throw new InvalidDataException(
                $"is a PNM with the highest value {highest}; only 1, 3, 15, 255 and 65535 can be read: save it as PNG");
        }

        if (kind >= 4 && width > 0)
        {
            var bytes = highest > 255 ? 2 : 1;
            var row = kind switch { 4 => (width + 7) / 8, 5 => width * bytes, _ => width * 3 * bytes };
            if ((file.Length - position - 1) / row < height)
            {
                throw Truncated();
            }
        }

        return new(width, height);
    }

    /// <summary>Whether the byte separates two numbers.</summary>
    public static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    private static long Number(ReadOnlySpan<byte> file, ref int position)
    {
        while (position < file.Length && (IsSpace(file[position]) || file[position] == '#'))
        {
            if (file[position] == '#') // a comment, up to the end of its line
            {
                var end = file[position..].IndexOf((byte)'\n');
                position = end < 0 ? file.Length : position + end;
            }
            else
            {
                position++;
            }
        }

        var value = 0L;
        var start = position;
        while (position < file.Length && file[position] is >= (byte)'0' and <= (byte)'9' && value < int.MaxValue)
        {
            value = (10 * value) + file[position] - '0';
            position++;
        }

        return position > start
            ? value
            : throw (position >= file.Length ? Truncated() : new InvalidDataException("is a damaged PNM: a number of its header is missing"));
    }

    private static InvalidDataException Truncated() =>
        new("is truncated: the PNM is shorter than its header says; export or copy it again");
}
