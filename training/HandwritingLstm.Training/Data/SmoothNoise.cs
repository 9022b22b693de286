namespace HandwritingLstm.Training.Data;

/// <summary>A smooth random function of a place: random values at every whole number, cosine-shaped between them.</summary>
/// <remarks>Value noise: Ebert et al., "Texturing and Modeling", 3rd edition, 2003, chapter 2.</remarks>
internal sealed class SmoothNoise
{
    private readonly float[] _nodes;

    /// <summary>Draws a function for places from 0 to <paramref name="length"/>.</summary>
    public SmoothNoise(float length, ref CounterRandom random)
    {
        _nodes = new float[(int)MathF.Ceiling(Math.Max(0, length)) + 2];
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = random.Between(-1, 1);
        }
    }

    /// <summary>The value at a place, −1 to 1; places beyond the ends have the end's.</summary>
    public float At(float place)
    {
        place = Math.Clamp(place, 0, _nodes.Length - 1.001f);
        var i = (int)place;
        var share = 0.5f - (0.5f * MathF.Cos(MathF.PI * (place - i)));
        return _nodes[i] + (share * (_nodes[i + 1] - _nodes[i]));
    }
}
