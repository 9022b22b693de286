namespace HandwritingLstm.Training.Data;

/// <summary>What is done to one line once: drawn at random, or given.</summary>
internal sealed record Distortion
{
    // What a rotation moves the ends of a line by at most, in rows: a normalised line is level, and fills its height.
    private const float LargestRise = 2;

    /// <summary>Nothing is changed.</summary>
    public static Distortion None { get; } = new();

    /// <summary>Factor on the width.</summary>
    public float Width { get; init; } = 1;

    /// <summary>Factor on the height.</summary>
    public float Height { get; init; } = 1;

    /// <summary>Shear: pixels to the left for each pixel downwards.</summary>
    public float Shear { get; init; }

    /// <summary>Shift downwards in pixels.</summary>
    public float Shift { get; init; }

    /// <summary>Rotation in radians, clockwise as y runs down.</summary>
    public float Rotation { get; init; }

    /// <summary>How much of a dilation (above 0) or erosion (below 0) is mixed in, −1 to 1.</summary>
    public float Pen { get; init; }

    /// <summary>Weight of each neighbour in the blur, 0 to 1/3.</summary>
    public float Blur { get; init; }

    /// <summary>Factor on the ink.</summary>
    public float Ink { get; init; } = 1;

    /// <summary>Largest displacement of the random field in pixels; 0 = no field.</summary>
    public float WarpAmplitude { get; init; }

    /// <summary>Distance between the nodes of the field in pixels.</summary>
    public int WarpSpacing { get; init; } = 16;

    /// <summary>Draws a distortion. Every field takes its numbers whether it uses them or not, so one option never shifts another's luck.</summary>
    public static Distortion Draw(AugmentationOptions options, ref CounterRandom random)
    {
        var distortion = new Distortion
        {
            Width = random.Between((float)options.MinimumWidth, (float)options.MaximumWidth),
            Height = random.Between((float)options.MinimumHeight, (float)options.MaximumHeight),
            Shear = (float)options.MaximumShear * random.Between(-1, 1),
            Shift = (float)options.MaximumShift * random.Between(-1, 1),
            Rotation = (float)(options.MaximumRotation * Math.PI / 180) * random.Between(-1, 1),
            Ink = 1 + ((float)options.InkSpread * random.Between(-1, 1)),
            WarpSpacing = options.WarpSpacing,
        };

        var pen = random.Between(0, 1);
        var strength = random.Between(0.3f, 1); // below 0.3 the pen's change would hardly be seen
        var blurred = random.Chance((float)options.BlurProbability);
        var blur = (float)options.MaximumBlur * random.Between(0, 1);
        var warped = random.Chance((float)options.WarpProbability);
        var amplitude = (float)options.WarpAmplitude * random.Between(0, 1);
        return distortion with
        {
            Pen = pen < options.DilateProbability ? strength
                : pen < options.DilateProbability + options.ErodeProbability ? -strength
                : 0,
            Blur = blurred ? blur : 0,
            WarpAmplitude = warped ? amplitude : 0,
        };
    }

    /// <summary>This distortion for a line of so many columns: long lines are turned less, lest the letters at their ends leave the image.</summary>
    /// <param name="columnCount">Columns of the line.</param>
    public Distortion For(int columnCount)
    {
        var largest = MathF.Atan(LargestRise / (columnCount / 2f));
        return this with { Rotation = Math.Clamp(Rotation, -largest, largest) };
    }

    /// <summary>Columns of the distorted line, before blank margins are trimmed.</summary>
    /// <param name="columnCount">Columns of the line.</param>
    /// <param name="height">Pixels per column.</param>
    public int ColumnCountFor(int columnCount, int height) =>
        (int)MathF.Ceiling((columnCount * Width) + (MathF.Abs(Shear) * height));
}
