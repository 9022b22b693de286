namespace HandwritingLstm.Training.Data;

/// <summary>Bends a line of writing into another hand: slant, width, baseline, size and the shape of letters, all smooth.</summary>
internal sealed class LineWarp
{
    // Line heights from one change of drift, slant or size to the next: about a word.
    private const float Place = 2f;

    // Line heights from one node of the warp to the next: about a letter.
    private const float LetterPlace = 0.35f;

    // Functions along the line, one below the other: above, upper and lower small letters, below.
    private const int Rows = 4;

    private readonly InkOptions _options;
    private readonly float _shear;
    private readonly float _stretch;
    private readonly float _above;
    private readonly float _below;
    private readonly SmoothNoise _drift;
    private readonly SmoothNoise _slant;
    private readonly SmoothNoise _size;
    private readonly SmoothNoise[] _along = new SmoothNoise[Rows];
    private readonly SmoothNoise[] _down = new SmoothNoise[Rows];

    /// <summary>Draws a hand.</summary>
    /// <param name="options">How far it may go.</param>
    /// <param name="length">Length of the line in line heights.</param>
    /// <param name="random">Where the numbers come from.</param>
    public LineWarp(InkOptions options, float length, ref CounterRandom random)
    {
        _options = options;
        _shear = random.Between(-(float)options.MaximumShear, (float)options.MaximumShear);
        var spread = 1 + random.Between(0, (float)options.WidthSpread);
        _stretch = random.Chance(0.5f) ? spread : 1 / spread;
        var lengths = (float)options.LengthSpread;
        (_above, _below) = lengths > 0 ? (random.Between(-lengths, lengths), random.Between(-lengths, lengths)) : (0, 0);
        _drift = new SmoothNoise(length / Place, ref random);
        _slant = new SmoothNoise(length / Place, ref random);
        _size = new SmoothNoise(length / Place, ref random);
        for (var row = 0; row < Rows; row++)
        {
            _along[row] = new SmoothNoise(length / LetterPlace, ref random);
            _down[row] = new SmoothNoise(length / LetterPlace, ref random);
        }
    }

    /// <summary>Where a point of the line comes to lie, all in line heights.</summary>
    /// <param name="u">From the beginning of the line.</param>
    /// <param name="v">Below the middle of the line: −0.5 to 0.5, mostly.</param>
    public (float X, float Y) Map(float u, float v)
    {
        var place = u / Place;
        v = Reach(v);
        var row = Math.Clamp((v + 0.5f) * (Rows - 1), 0, Rows - 1.001f);
        var warp = (float)_options.Warp;
        return (
            (u * _stretch)
                - ((_shear + ((float)_options.SlantChange * _slant.At(place))) * v)
                + (warp * Between(_along, row, u / LetterPlace)),
            (v * (1 + ((float)_options.SizeChange * _size.At(place))))
                + ((float)_options.Drift * _drift.At(place))
                + (warp * Between(_down, row, u / LetterPlace)));
    }

    /// <summary>Long strokes longer and small letters smaller, or the other way round; the order of heights stays.</summary>
    private float Reach(float v)
    {
        var far = Math.Min(v * v, 0.25f); // beyond half a line height all is scaled alike
        return v * MathF.Exp((v < 0 ? _above : _below) * ((4 * far) - 0.25f));
    }

    private static float Between(SmoothNoise[] rows, float row, float place)
    {
        var upper = (int)row;
        var value = rows[upper].At(place);
        return value + ((row - upper) * (rows[upper + 1].At(place) - value));
    }
}
