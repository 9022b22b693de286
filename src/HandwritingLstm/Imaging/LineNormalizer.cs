using System.Globalization;
using HandwritingLstm.Text;

namespace HandwritingLstm.Imaging;

/// <summary>Line image → columns of ink that look alike whatever paper, pen, size, slant and skew.</summary>
/// <remarks>The same image gives the same bits, on one thread or many: an instance holds nothing but its options.</remarks>
public sealed class LineNormalizer
{
    private const int BlankColumns = 16; // what a line without ink becomes: short, but long enough for any pooling

    private readonly LineNormalizerOptions _options;

    /// <summary>A normaliser with the given options.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="RecognitionException">An option is out of range.</exception>
    public LineNormalizer(LineNormalizerOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
    }

    /// <summary>Where the lines begin.</summary>
    internal ReadingDirection Direction => _options.ReadingDirection;

    /// <summary>Normalises one line.</summary>
    /// <param name="line">The line image, paper brighter than ink.</param>
    /// <returns>Columns of <see cref="LineNormalizerOptions.Height"/> pixels; all paper when there is no ink.</returns>
    /// <exception cref="RecognitionException">The line would have more columns than allowed.</exception>
    public ColumnSequence Normalize(GrayImage line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var ink = PaperNormalizer.Normalize(line); // [H, W], 0 = paper … 1 = ink
        var strokes = StrokePixels.Find(ink); // without ruled lines and specks
        if (strokes.Count == 0)
        {
            return new(BlankColumns, _options.Height, new float[BlankColumns * _options.Height])
            {
                SourcePixelsPerColumn = line.Width / (float)BlankColumns,
            };
        }

        var slant = _options.CorrectSlant ? SlantCorrector.Estimate(strokes) : 0;
        var slope = _options.CorrectSkew ? SkewCorrector.Estimate(strokes, slant) : 0;
        var placement = LinePlacement.Fit(strokes, slant, slope, _options);
        if (placement.ColumnCount > _options.MaximumColumns)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"The line image of {line.Width}×{line.Height} pixels would be {placement.ColumnCount} columns wide, but at most {_options.MaximumColumns} are accepted; is it one line of writing? If so, cut it up or raise MaximumColumns."));
        }

        var columns = InkResampler.Resample(ink, placement); // [T0, Height]
        return Direction == ReadingDirection.LeftToRight ? columns : columns.Mirrored();
    }
}
