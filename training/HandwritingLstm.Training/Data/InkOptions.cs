using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Data;

/// <summary>How lines whose pen strokes are known are written anew each time that the network sees them.</summary>
/// <remarks>Lengths are shares of the height of a line.</remarks>
public sealed record InkOptions
{
    /// <summary>How often a line is drawn from its strokes instead of taken from its image, 0 to 1.</summary>
    public double Probability { get; init; } = 0.8;

    /// <summary>The smallest line height in pixels, before normalisation.</summary>
    public double MinimumLineHeight { get; init; } = 48;

    /// <summary>The largest line height in pixels, before normalisation.</summary>
    public double MaximumLineHeight { get; init; } = 80;

    /// <summary>The thinnest pen.</summary>
    public double MinimumPen { get; init; } = 0.025;

    /// <summary>The broadest pen.</summary>
    public double MaximumPen { get; init; } = 0.075;

    /// <summary>The most that a fast stroke is thinned.</summary>
    public double MaximumTaper { get; init; } = 0.5;

    /// <summary>The largest shear, to either side: the tangent of the slant.</summary>
    public double MaximumShear { get; init; } = 0.3;

    /// <summary>The width is divided or multiplied by at most 1 + this.</summary>
    public double WidthSpread { get; init; } = 0.25;

    /// <summary>How far the baseline drifts along the line.</summary>
    public double Drift { get; init; } = 0.06;

    /// <summary>How much the slant changes along the line.</summary>
    public double SlantChange { get; init; } = 0.1;

    /// <summary>How much the size of the letters changes along the line.</summary>
    public double SizeChange { get; init; } = 0.12;

    /// <summary>How far strokes stand from where they were written.</summary>
    public double Jitter { get; init; } = 0.015;

    /// <summary>How far a smooth field bends the strokes.</summary>
    public double Warp { get; init; } = 0.03;

    /// <summary>How much larger or smaller long strokes upwards and downwards become, beside the small letters between them.</summary>
    public double LengthSpread { get; init; }

    /// <summary>How far the course of the pen is rounded, as in quick writing, or made more pronounced; what was written quickly, with few points, changes most.</summary>
    public double Rounding { get; init; }

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<InkOptions> Table { get; } = new OptionTable<InkOptions>("ink")
        .Number("probability", 0, 1, "some lines stay as their images are", o => o.Probability, (o, v) => o with { Probability = v })
        .Number("minimumLineHeight", 8, 1024, "coarse scans", o => o.MinimumLineHeight, (o, v) => o with { MinimumLineHeight = v })
        .Number("maximumLineHeight", 8, 1024, "fine scans", o => o.MaximumLineHeight, (o, v) => o with { MaximumLineHeight = v })
        .Number("minimumPen", 0.005, 0.2, "fine pens", o => o.MinimumPen, (o, v) => o with { MinimumPen = v })
        .Number("maximumPen", 0.005, 0.2, "broad pens", o => o.MaximumPen, (o, v) => o with { MaximumPen = v })
        .Number("maximumTaper", 0, 0.9, "fountain pens are thin where they are fast", o => o.MaximumTaper, (o, v) => o with { MaximumTaper = v })
        .Number("maximumShear", 0, 2, "slanted hands", o => o.MaximumShear, (o, v) => o with { MaximumShear = v })
        .Number("widthSpread", 0, 1, "narrow and wide hands", o => o.WidthSpread, (o, v) => o with { WidthSpread = v })
        .Number("drift", 0, 1, "hands that do not keep the line", o => o.Drift, (o, v) => o with { Drift = v })
        .Number("slantChange", 0, 1, "hands that do not keep the slant", o => o.SlantChange, (o, v) => o with { SlantChange = v })
        .Number("sizeChange", 0, 0.9, "hands that do not keep the size", o => o.SizeChange, (o, v) => o with { SizeChange = v })
        .Number("jitter", 0, 0.5, "bars and dots are never twice at the same place", o => o.Jitter, (o, v) => o with { Jitter = v })
        .Number("warp", 0, 0.5, "letters of another shape", o => o.Warp, (o, v) => o with { Warp = v })
        .Number("lengthSpread", 0, 0.4, "hands with long and with short strokes above and below", o => o.LengthSpread, (o, v) => o with { LengthSpread = v })
        .Number("rounding", 0, 1, "quick hands and careful ones", o => o.Rounding, (o, v) => o with { Rounding = v });
}
