using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>A line put together of pieces of a writer's line images.</summary>
/// <param name="Columns">Its columns, normalised as those it was cut out of.</param>
/// <param name="Labels">The labels of its text.</param>
internal sealed record ComposedScan(QuantizedColumns Columns, int[] Labels) : ComposedLine(Labels)
{
    /// <inheritdoc/>
    public override ColumnSequence? Draw(InkAugmentation ink, Augmentation augmentation, int epoch, int index) => augmentation.Apply(Columns, epoch, index);
}
