namespace HandwritingLstm.Training.Composition;

/// <summary>How large the letters of a writer are: pieces of a letter, or two letters in one, stand out.</summary>
/// <typeparam name="TLetter">The kind of letters.</typeparam>
internal sealed class LetterShapes<TLetter>
    where TLetter : class, ILetter<TLetter>
{
    // Letters of a label that a writer's usual shape of it is taken from; with fewer, that of all writers is.
    private const int EnoughLetters = 5;

    // How far a letter's top and foot may lie from the usual ones, in line heights.
    private const float HeightTolerance = 0.12f;

    // How many times as wide or as narrow a letter may be; and, in line heights, what is let pass besides: bars and dots.
    private const float WidthTolerance = 1.4f;
    private const float WidthSlack = 0.06f;

    private readonly Dictionary<(string Writer, int Label), LetterShape> _ofWriter;
    private readonly Dictionary<int, LetterShape> _ofAll;

    /// <summary>Measures letters.</summary>
    /// <param name="lines">The letters of each line, with its writer.</param>
    public LetterShapes(IEnumerable<(string Writer, IReadOnlyList<TLetter> Letters)> lines)
    {
        var shapes = lines.SelectMany(line => line.Letters
            .Where(letter => letter.HasInk)
            .Select(letter => (line.Writer, letter.Label, letter.Shape))).ToArray();
        _ofAll = shapes.GroupBy(letter => letter.Label)
            .ToDictionary(group => group.Key, group => LetterShape.Median([.. group.Select(letter => letter.Shape)]));
        _ofWriter = shapes.GroupBy(letter => (letter.Writer, letter.Label)).Where(group => group.Count() >= EnoughLetters)
            .ToDictionary(group => group.Key, group => LetterShape.Median([.. group.Select(letter => letter.Shape)]));
    }

    /// <summary>The letters of a line; those that stand out have lost their ink.</summary>
    public IReadOnlyList<TLetter> Usual(string writer, IReadOnlyList<TLetter> letters) =>
        [.. letters.Select(letter => !letter.HasInk || IsUsual(writer, letter) ? letter : letter.WithoutInk())];

    private bool IsUsual(string writer, TLetter letter)
    {
        var usual = _ofWriter.TryGetValue((writer, letter.Label), out var own) ? own : _ofAll[letter.Label];
        var shape = letter.Shape;
        return MathF.Abs(shape.Top - usual.Top) < HeightTolerance
            && MathF.Abs(shape.Foot - usual.Foot) < HeightTolerance
            && shape.Width < (usual.Width * WidthTolerance) + WidthSlack
            && usual.Width < (shape.Width * WidthTolerance) + WidthSlack;
    }
}
