using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>The letters that one writer has written, and how to write other texts with them.</summary>
internal abstract class WriterHand
{
    /// <summary>Whether the writer wrote every label of a text somewhere.</summary>
    public abstract bool CanWrite(ReadOnlySpan<int> labels);

    /// <summary>Writes a text.</summary>
    /// <param name="labels">The labels of the text, at least one, which <see cref="CanWrite"/> all.</param>
    /// <param name="random">Where the numbers come from.</param>
    public abstract ComposedLine Write(int[] labels, ref CounterRandom random);
}
