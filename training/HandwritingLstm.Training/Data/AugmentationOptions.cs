using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Data;

/// <summary>How far a line is distorted each time that the network sees it.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Whether lines are distorted at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The smallest factor on the width.</summary>
    public double MinimumWidth { get; init; } = 0.8;

    /// <summary>The largest factor on the width.</summary>
    public double MaximumWidth { get; init; } = 1.2;

    /// <summary>The smallest factor on the height.</summary>
    public double MinimumHeight { get; init; } = 0.85;

    /// <summary>The largest factor on the height.</summary>
    public double MaximumHeight { get; init; } = 1.05;

    /// <summary>The largest shear, to either side, in columns per row: the tangent of the slant where letters are not widened.</summary>
    public double MaximumShear { get; init; } = 0.35;

    /// <summary>The largest shift up or down, in pixels.</summary>
    public double MaximumShift { get; init; } = 2;

    /// <summary>The largest rotation, to either side, in degrees; long lines are turned less, by two rows at their ends.</summary>
    public double MaximumRotation { get; init; } = 1;

    /// <summary>How often the pen is broadened, 0 to 1.</summary>
    public double DilateProbability { get; init; } = 0.15;

    /// <summary>How often the pen is thinned, 0 to 1.</summary>
    public double ErodeProbability { get; init; } = 0.15;

    /// <summary>How often the line is bent by a smooth random field, 0 to 1.</summary>
    public double WarpProbability { get; init; } = 0.5;

    /// <summary>The largest displacement of the field, in pixels.</summary>
    public double WarpAmplitude { get; init; } = 1.5;

    /// <summary>Distance between the nodes of the field, in pixels.</summary>
    public int WarpSpacing { get; init; } = 16;

    /// <summary>How often the line is blurred, 0 to 1.</summary>
    public double BlurProbability { get; init; } = 0.2;

    /// <summary>The largest weight of each neighbour in the blur; 1/3 is a box of three pixels.</summary>
    public double MaximumBlur { get; init; } = 0.25;

    /// <summary>The ink is multiplied by 1 − this to 1 + this, and clipped at 1.</summary>
    public double InkSpread { get; init; } = 0.2;

    /// <summary>The most vertical strips that are covered with paper; 0 = none.</summary>
    public int MaximumMasks { get; init; }

    /// <summary>The width of the widest strip, in columns.</summary>
    public int MaskWidth { get; init; } = 10;

    /// <summary>Where lines come in two views (<see cref="TrainingOptions.ConsistencyWeight"/>): the share of the columns, 0 to 0.9, that each covers with paper on average.</summary>
    public double ViewMaskShare { get; init; } = 0.1;

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<AugmentationOptions> Table { get; } = new OptionTable<AugmentationOptions>("augmentation")
        .Flag("enabled", "without it a network learns its lines by heart", o => o.Enabled, (o, v) => o with { Enabled = v })
        .Number("minimumWidth", 0.25, 1, "narrow hands", o => o.MinimumWidth, (o, v) => o with { MinimumWidth = v })
        .Number("maximumWidth", 1, 4, "wide hands", o => o.MaximumWidth, (o, v) => o with { MaximumWidth = v })
        .Number("minimumHeight", 0.25, 1, "small hands, and tight crops", o => o.MinimumHeight, (o, v) => o with { MinimumHeight = v })
        .Number("maximumHeight", 1, 2, "large hands", o => o.MaximumHeight, (o, v) => o with { MaximumHeight = v })
        .Number("maximumShear", 0, 2, "slanted hands", o => o.MaximumShear, (o, v) => o with { MaximumShear = v })
        .Number("maximumShift", 0, 32, "lines that were cropped too high or too low", o => o.MaximumShift, (o, v) => o with { MaximumShift = v })
        .Number("maximumRotation", 0, 15, "lines that climb or fall", o => o.MaximumRotation, (o, v) => o with { MaximumRotation = v })
        .Number("dilateProbability", 0, 1, "broad pens", o => o.DilateProbability, (o, v) => o with { DilateProbability = v })
        .Number("erodeProbability", 0, 1, "fine pens", o => o.ErodeProbability, (o, v) => o with { ErodeProbability = v })
        .Number("warpProbability", 0, 1, "letters of another shape", o => o.WarpProbability, (o, v) => o with { WarpProbability = v })
        .Number("warpAmplitude", 0, 16, "how far the field moves a stroke, in pixels", o => o.WarpAmplitude, (o, v) => o with { WarpAmplitude = v })
        .Whole("warpSpacing", 4, 1024, "about the size of a letter, in pixels", o => o.WarpSpacing, (o, v) => o with { WarpSpacing = v })
        .Number("blurProbability", 0, 1, "soft scans", o => o.BlurProbability, (o, v) => o with { BlurProbability = v })
        .Number("maximumBlur", 0, 0.3333, "weight of each neighbour in the blur", o => o.MaximumBlur, (o, v) => o with { MaximumBlur = v })
        .Number("inkSpread", 0, 0.9, "pale and dark ink", o => o.InkSpread, (o, v) => o with { InkSpread = v })
        .Whole("maximumMasks", 0, 1000, "strips that must be guessed from their neighbours; 0 = none", o => o.MaximumMasks, (o, v) => o with { MaximumMasks = v })
        .Whole("maskWidth", 1, 1000, "about half a letter, in columns", o => o.MaskWidth, (o, v) => o with { MaskWidth = v })
        .Number("viewMaskShare", 0, 0.9, "share of the columns that each of two views of a line covers", o => o.ViewMaskShare, (o, v) => o with { ViewMaskShare = v });
}
