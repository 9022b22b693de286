namespace HandwritingLstm.Ink;

/// <summary>What a line is written with, and how large it is drawn.</summary>
public sealed record InkPen
{
    /// <summary>The height of a line (<see cref="InkLine.Height"/>) in pixels, 8 to 1,024.</summary>
    public float LineHeight { get; init; } = 96;

    /// <summary>The pen's width in pixels, 0.5 to 64.</summary>
    public float Width { get; init; } = 3;

    /// <summary>How much thinner a fast stroke gets, as a share of the width, 0 to 0.9: ball pens 0, fountain pens more.</summary>
    public float Taper { get; init; }

    /// <summary>How dark the ink is, 0 to 1.</summary>
    public float Darkness { get; init; } = 1;

    /// <summary>How uneven the ink flows, as a share of the darkness, 0 to 1.</summary>
    public float Unevenness { get; init; }

    /// <summary>Paper around the ink in pixels.</summary>
    public int Margin { get; init; } = 6;

    /// <summary>Checks every field.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range.</exception>
    public void Validate()
    {
        Require(LineHeight, 8, 1024, nameof(LineHeight));
        Require(Width, 0.5f, 64, nameof(Width));
        Require(Taper, 0, 0.9f, nameof(Taper));
        Require(Darkness, 0, 1, nameof(Darkness));
        Require(Unevenness, 0, 1, nameof(Unevenness));
        Require(Margin, 0, 1024, nameof(Margin));
    }

    private static void Require(float value, float least, float most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"It must be {least} to {most}.");
        }
    }
}
