using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>A hand whose letters are pieces of line images.</summary>
/// <param name="space">The label of the space.</param>
/// <param name="marginColumns">Columns of paper on either side of a line.</param>
internal sealed class ScanHand(int space, int marginColumns) : LetterHand<ScanLetter>(space)
{
    /// <inheritdoc/>
    protected override ComposedScan Join(IReadOnlyList<ArraySegment<ScanLetter>> runs, int[] labels)
    {
        var height = runs[0][0].Line.Height;
        var columnCount = (2 * marginColumns) + runs.Sum(run => run[^1].End - run[0].First);
        var values = new byte[columnCount * height];
        var at = marginColumns;
        foreach (var run in runs)
        {
            // All runs stand on the first one's baseline; what leaves the image is lost.
            var lower = runs[0][0].RowsAbove(run[0]);
            for (var column = run[0].First; column < run[^1].End; column++, at++)
            {
                var piece = run[0].Line.Values.AsSpan((column * height) + Math.Max(0, -lower), height - Math.Abs(lower));
                piece.CopyTo(values.AsSpan((at * height) + Math.Max(0, lower)));
            }
        }

        return new ComposedScan(new QuantizedColumns(columnCount, height, values), labels);
    }
}
