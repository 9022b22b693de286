using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Data;

/// <summary>What paper and scanner do to a line that was drawn or written on a clean ground.</summary>
public sealed record PaperOptions
{
    /// <summary>How often a line is put on paper at all, 0 to 1; else it stays clean.</summary>
    public double Probability { get; init; }

    /// <summary>The darkest paper, as a share of white.</summary>
    public double MinimumBrightness { get; init; } = 0.7;

    /// <summary>How much the brightness changes over the line.</summary>
    public double Shading { get; init; } = 0.1;

    /// <summary>The strongest grain: the standard deviation of a pixel, as a share of white.</summary>
    public double Grain { get; init; } = 0.03;

    /// <summary>The palest ink, as a share of the full contrast.</summary>
    public double MinimumContrast { get; init; } = 0.4;

    /// <summary>How often the paper is ruled.</summary>
    public double RulingProbability { get; init; } = 0.3;

    /// <summary>How often the writing of the other side shines through.</summary>
    public double BleedProbability { get; init; } = 0.2;

    /// <summary>How often the image was blurred.</summary>
    public double BlurProbability { get; init; } = 0.3;

    /// <summary>How often the image went through a JPEG file.</summary>
    public double JpegProbability { get; init; } = 0.3;

    /// <summary>The worst quality of a JPEG file, 1 to 100.</summary>
    public int MinimumJpegQuality { get; init; } = 30;

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<PaperOptions> Table { get; } = new OptionTable<PaperOptions>("paper")
        .Number("probability", 0, 1, "clean renderings need no paper", o => o.Probability, (o, v) => o with { Probability = v })
        .Number("minimumBrightness", 0.1, 1, "brown and dark paper", o => o.MinimumBrightness, (o, v) => o with { MinimumBrightness = v })
        .Number("shading", 0, 0.5, "folds, stains and lamps", o => o.Shading, (o, v) => o with { Shading = v })
        .Number("grain", 0, 0.3, "fibres and noise", o => o.Grain, (o, v) => o with { Grain = v })
        .Number("minimumContrast", 0.05, 1, "faded ink and pencil", o => o.MinimumContrast, (o, v) => o with { MinimumContrast = v })
        .Number("rulingProbability", 0, 1, "ruled and squared paper", o => o.RulingProbability, (o, v) => o with { RulingProbability = v })
        .Number("bleedProbability", 0, 1, "thin paper", o => o.BleedProbability, (o, v) => o with { BleedProbability = v })
        .Number("blurProbability", 0, 1, "soft scans", o => o.BlurProbability, (o, v) => o with { BlurProbability = v })
        .Number("jpegProbability", 0, 1, "compressed scans", o => o.JpegProbability, (o, v) => o with { JpegProbability = v })
        .Whole("minimumJpegQuality", 1, 100, "badly compressed scans", o => o.MinimumJpegQuality, (o, v) => o with { MinimumJpegQuality = v });
}
