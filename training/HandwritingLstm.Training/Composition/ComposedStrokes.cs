using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>A line put together of the strokes of a writer's letters.</summary>
/// <param name="Ink">Its strokes, in line heights.</param>
/// <param name="Labels">The labels of its text.</param>
internal sealed record ComposedStrokes(InkLine Ink, int[] Labels) : ComposedLine(Labels)
{
    /// <inheritdoc/>
    public override ColumnSequence? Draw(InkAugmentation ink, Augmentation augmentation, int epoch, int index) =>
        ink.Write(Ink, epoch, index) is { } written ? augmentation.Cover(written, epoch, index) : null;
}
