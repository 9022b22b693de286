using System.Globalization;
using HandwritingLstm.Text;

namespace HandwritingLstm.Imaging;

/// <summary>How a line image becomes columns; a model stores the options it reads with.</summary>
public sealed record LineNormalizerOptions
{
    /// <summary>
    /// Pixels per column, 8 to 512. At 48 small letters are about 16 pixels high: enough for every stroke, and each
    /// doubling costs four times the work.
    /// </summary>
    public int Height { get; init; } = 48;

    /// <summary>
    /// How many times as wide as they are the letters become, 0.5 to 4. A CTC network gives at most one letter a step, and
    /// needs a blank between two that are alike: narrow hands want more columns a letter than their height gives them.
    /// </summary>
    public double Widening { get; init; } = 1;

    /// <summary>What decides the size of the letters; moments keep it alike from line to line, which is easier to learn.</summary>
    public VerticalScaling VerticalScaling { get; init; } = VerticalScaling.Moments;

    /// <summary>Where lines begin: columns run as the writing does, so that a text's first character is in the first columns.</summary>
    public ReadingDirection ReadingDirection { get; init; } = ReadingDirection.LeftToRight;

    /// <summary>Whether slanted writing is made upright; upright letters of different hands look more alike.</summary>
    public bool CorrectSlant { get; init; } = true;

    /// <summary>Whether a line that climbs or falls is made level, up to 5°; scans of pages always have some skew.</summary>
    public bool CorrectSkew { get; init; } = true;

    /// <summary>Paper columns left and right of the ink, 0 to 64; the first and the last letter need some surrounding.</summary>
    public int MarginColumns { get; init; } = 4;

    /// <summary>Paper rows kept above and below the ink, 0 to a quarter of <see cref="Height"/>; convolutions need a border.</summary>
    public int MarginRows { get; init; } = 1;

    /// <summary>The most columns a line may have, 16 to 1,000,000: at 20,000 about 1,000 letters, more than any real line.</summary>
    public int MaximumColumns { get; init; } = 20_000;

    /// <summary>Checks every field.</summary>
    /// <exception cref="RecognitionException">A field is out of range; the message names it, its value and its range.</exception>
    public void Validate()
    {
        Require(nameof(Height), Height, 8, 512);
        Require(nameof(Widening), Widening, 0.5, 4);
        Require(nameof(MarginColumns), MarginColumns, 0, 64);
        Require(nameof(MarginRows), MarginRows, 0, Height / 4);
        Require(nameof(MaximumColumns), MaximumColumns, 16, 1_000_000);
        if (VerticalScaling is not (VerticalScaling.InkBox or VerticalScaling.Moments))
        {
            throw new RecognitionException(
                $"The line normaliser's option VerticalScaling is {VerticalScaling}; it must be one of {string.Join(", ", Enum.GetNames<VerticalScaling>())}.");
        }

        if (ReadingDirection is not (ReadingDirection.LeftToRight or ReadingDirection.RightToLeft))
        {
            throw new RecognitionException(
                $"The line normaliser's option ReadingDirection is {ReadingDirection}; it must be one of {string.Join(", ", Enum.GetNames<ReadingDirection>())}.");
        }
    }

    private static void Require(string name, double value, double smallest, double largest)
    {
        if (!(value >= smallest && value <= largest)) // NaN, too
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"The line normaliser's option {name} is {value}; it must be {smallest} to {largest}."));
        }
    }
}
