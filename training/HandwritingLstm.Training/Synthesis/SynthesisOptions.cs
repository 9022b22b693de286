using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>How synthetic lines look and what they say.</summary>
public sealed record SynthesisOptions
{
    /// <summary>The shortest text in characters, where the corpus has words for it.</summary>
    public int MinimumLength { get; init; } = 15;

    /// <summary>The longest text in characters.</summary>
    public int MaximumLength { get; init; } = 60;

    /// <summary>How often a word is replaced by a number, a date, a sum or an initial, 0 to 1: corpora have too few of them.</summary>
    public double PatternShare { get; init; } = 0.08;

    /// <summary>The thinnest strokes: by how much contours move inwards, in em.</summary>
    public double MaximumThinning { get; init; } = 0.008;

    /// <summary>The boldest strokes: by how much contours move outwards, in em.</summary>
    public double MaximumEmboldening { get; init; } = 0.02;

    /// <summary>How far words and letters stand from their place, in em.</summary>
    public double Jitter { get; init; } = 0.02;

    /// <summary>The distortion of the hand, and the size of the line.</summary>
    public InkOptions Hand { get; init; } = new();

    /// <summary>What the lines are written on.</summary>
    public PaperOptions Paper { get; init; } = new() { Probability = 0.7 };

    /// <summary>The seed; the same seed, fonts and texts give the same lines.</summary>
    public int Seed { get; init; } = 1;
}
