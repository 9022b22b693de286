namespace HandwritingLstm.Training.Composition;

/// <summary>How large the letters of a writer are: pieces of a letter, or two letters in one, stand out.</summary>
internal sealed class LetterShapes
{
    // Letters of a label that a writer's usual shape of it is taken from; with fewer, that of all writers is.
    private const int EnoughLetters = 5;

    // How far a letter's top and foot may lie from the usual ones, in line heights.
    private const float HeightTolerance = 0.12f;

    // How many times as wide or as narrow a letter may be; and, in line heights, what is let pass besides: bars and dots.
    private const float WidthTolerance = 1.4f;
    private const float WidthSlack = 0.06f;

    private readonly Dictionary<(string Writer, int Label), Shape> _ofWriter;
    private readonly Dictionary<int, Shape> _ofAll;

    /// <summary>Measures letters.</summary>
    /// <param name="lines">The letters of each line, with its writer.</param>
    public LetterShapes(IEnumerable<(string Writer, IReadOnlyList<WrittenLetter> Letters)> lines)
    {
        var shapes = lines.SelectMany(line => line.Letters
            .Where(letter => letter.Strokes.Count > 0)
            .Select(letter => (line.Writer, letter.Label, Shape: Shape.Of(letter)))).ToArray();
        _ofAll = shapes.GroupBy(letter => letter.Label)
            .ToDictionary(group => group.Key, group => Shape.Median([.. group.Select(letter => letter.Shape)]));
        _ofWriter = shapes.GroupBy(letter => (letter.Writer, letter.Label)).Where(group => group.Count() >= EnoughLetters)
            .ToDictionary(group => group.Key, group => Shape.Median([.. group.Select(letter => letter.Shape)]));
    }

    /// <summary>The letters of a line; those that stand out have lost their ink.</summary>
    public IReadOnlyList<WrittenLetter> Usual(string writer, IReadOnlyList<WrittenLetter> letters) =>
        [.. letters.Select(letter => letter.Strokes.Count == 0 || IsUsual(writer, letter) ? letter : letter with { Strokes = [] })];

    private bool IsUsual(string writer, WrittenLetter letter)
    {
        var usual = _ofWriter.GetValueOrDefault((writer, letter.Label)) ?? _ofAll[letter.Label];
        var shape = Shape.Of(letter);
        return MathF.Abs(shape.Top - usual.Top) < HeightTolerance
            && MathF.Abs(shape.Foot - usual.Foot) < HeightTolerance
            && shape.Width < (usual.Width * WidthTolerance) + WidthSlack
            && usual.Width < (shape.Width * WidthTolerance) + WidthSlack;
    }

    private sealed record Shape(float Width, float Top, float Foot)
    {
        public static Shape Of(WrittenLetter letter) => new(
            letter.Strokes.Max(stroke => stroke.X.Max()) - letter.Strokes.Min(stroke => stroke.X.Min()),
            letter.Strokes.Min(stroke => stroke.Y.Min()),
            letter.Strokes.Max(stroke => stroke.Y.Max()));

        public static Shape Median(Shape[] shapes) => new(
            Middle(shapes, shape => shape.Width), Middle(shapes, shape => shape.Top), Middle(shapes, shape => shape.Foot));

        private static float Middle(Shape[] shapes, Func<Shape, float> value) => shapes.Select(value).Order().ElementAt(shapes.Length / 2);
    }
}
