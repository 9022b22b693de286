namespace HandwritingLstm.Imaging;

/// <summary>Colour → grey, the same for both codecs.</summary>
/// <remarks>ITU-R BT.601 weights in 1/256: 0.299, 0.587, 0.114.</remarks>
internal static class Luma
{
    /// <summary>Brightness of an opaque colour.</summary>
    public static byte Of(uint red, uint green, uint blue) => (byte)(((77 * red) + (150 * green) + (29 * blue) + 128) >> 8);

    /// <summary>Brightness of a colour laid on white paper that was multiplied by its alpha before.</summary>
    /// <param name="red">Red, not above alpha.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="alpha">0 = transparent … 255 = opaque.</param>
    public static byte MultipliedOnWhite(uint red, uint green, uint blue, uint alpha) => (byte)Math.Min(255, Of(red, green, blue) + (255 - alpha));

    /// <summary>Brightness of a colour laid on white paper.</summary>
    /// <param name="red">Red, not multiplied by alpha.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="alpha">0 = transparent … 255 = opaque.</param>
    public static byte OnWhite(uint red, uint green, uint blue, uint alpha) =>
        (byte)(((Of(red, green, blue) * alpha) + (255 * (255 - alpha)) + 127) / 255);
}
