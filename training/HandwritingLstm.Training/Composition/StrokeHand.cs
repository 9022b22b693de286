namespace HandwritingLstm.Training.Composition;

/// <summary>A hand whose letters are pen strokes.</summary>
/// <param name="space">The label of the space.</param>
internal sealed class StrokeHand(int space) : LetterHand<WrittenLetter>(space)
{
    /// <inheritdoc/>
    protected override ComposedStrokes Join(IReadOnlyList<ArraySegment<WrittenLetter>> runs, int[] labels)
    {
        var text = new StrokeWriter();
        foreach (var run in runs)
        {
            text.Begin(run[0]);
            foreach (var letter in run)
            {
                text.Add(letter);
            }
        }

        return new ComposedStrokes(text.ToLine(), labels);
    }
}
