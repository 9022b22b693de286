using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>A line put together of a writer's letters.</summary>
/// <param name="Labels">The labels of its text.</param>
internal abstract record ComposedLine(int[] Labels)
{
    /// <summary>The line as the network sees it, distorted; null where it is too long to be read.</summary>
    /// <param name="ink">Writes strokes anew.</param>
    /// <param name="augmentation">Distorts columns.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The index of the line in the data set whose place it takes.</param>
    public abstract ColumnSequence? Draw(InkAugmentation ink, Augmentation augmentation, int epoch, int index);
}
