using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Composition;

/// <summary>A line put together of a writer's letters.</summary>
/// <param name="Ink">Its strokes, in line heights.</param>
/// <param name="Labels">The labels of its text.</param>
internal sealed record ComposedLine(InkLine Ink, int[] Labels);
