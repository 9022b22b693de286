using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Recipes;

/// <summary>The fields of <see cref="LineNormalizerOptions"/> in a recipe.</summary>
internal static class PreprocessingTable
{
    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<LineNormalizerOptions> Table { get; } = new OptionTable<LineNormalizerOptions>("preprocessing")
        .Whole("height", 8, 512, "pixels per column", o => o.Height, (o, v) => o with { Height = v })
        .Number("widening", 0.5, 4, "narrow hands need more columns a letter", o => o.Widening, (o, v) => o with { Widening = v })
        .Choice("verticalScaling", "what decides the size of the letters", o => o.VerticalScaling, (o, v) => o with { VerticalScaling = v })
        .Choice("readingDirection", "columns run as the writing does", o => o.ReadingDirection, (o, v) => o with { ReadingDirection = v })
        .Flag("correctSlant", "upright letters of different hands look more alike", o => o.CorrectSlant, (o, v) => o with { CorrectSlant = v })
        .Flag("correctSkew", "scans of pages always have some skew", o => o.CorrectSkew, (o, v) => o with { CorrectSkew = v })
        .Whole("marginColumns", 0, 64, "the first and the last letter need some surrounding", o => o.MarginColumns, (o, v) => o with { MarginColumns = v })
        .Whole("marginRows", 0, 128, "convolutions need a border", o => o.MarginRows, (o, v) => o with { MarginRows = v })
        .Whole("maximumColumns", 16, 1_000_000, "wider than any real line", o => o.MaximumColumns, (o, v) => o with { MaximumColumns = v });
}
