using System.Buffers;

namespace HandwritingLstm.Imaging;

/// <summary>Ink map → columns: shear, level and scale in two passes of exact area averages.</summary>
/// <remarks>
/// Rows first: a column's value in a source row is the mean ink over the part of that row it covers, by prefix sums, so
/// the cost does not depend on the scale. Then columns, with the level of each. Where the scale enlarges, the window is
/// one source pixel wide, which is linear interpolation.
/// </remarks>
internal static class InkResampler
{
    /// <summary>Resamples a line.</summary>
    /// <param name="ink">Shape [H, W].</param>
    /// <param name="placement">What every target pixel covers.</param>
    /// <returns>Shape [columns, height].</returns>
    public static ColumnSequence Resample(InkMap ink, LinePlacement placement)
    {
        var columns = (int)placement.ColumnCount;
        var height = placement.RowEdges.Length - 1;
        var sheared = ArrayPool<float>.Shared.Rent(columns * ink.Height); // [H, columns]
        ShearAndScaleRows(ink, placement, columns, sheared);
        var values = new float[columns * height];
        var column = new float[ink.Height];
        var sums = new double[ink.Height + 2];
        for (var t = 0; t < columns; t++)
        {
            for (var y = 0; y < column.Length; y++)
            {
                column[y] = sheared[(y * columns) + t];
            }

            var level = placement.Slope * (placement.Left + ((t + 0.5f) * placement.ColumnWidth) - placement.CentreX);
            Average(column, sums, placement.RowEdges, level, values.AsSpan(t * height, height));
        }

        ArrayPool<float>.Shared.Return(sheared);
        return new(columns, height, values) { SourceLeft = placement.Left, SourcePixelsPerColumn = placement.ColumnWidth };
    }

    private static void ShearAndScaleRows(InkMap ink, LinePlacement placement, int columns, float[] sheared)
    {
        var sums = new double[ink.Width + 2];
        var edges = new float[columns + 1];
        for (var t = 0; t < edges.Length; t++)
        {
            edges[t] = placement.Left + (t * placement.ColumnWidth);
        }

        for (var y = 0; y < ink.Height; y++)
        {
            var shear = placement.Slant * (placement.CentreY - (y + 0.5f));
            Average(ink.Row(y), sums, edges, shear, sheared.AsSpan(y * columns, columns));
        }
    }

    /// <summary>Means of a row of values between edges; beyond its ends there is paper, 0.</summary>
    /// <param name="values">The values; value i covers i to i + 1.</param>
    /// <param name="sums">Scratch, two longer than the values.</param>
    /// <param name="edges">Ascending positions, one more than there are means.</param>
    /// <param name="shift">What is added to every edge.</param>
    /// <param name="means">Receives the means.</param>
    internal static void Average(ReadOnlySpan<float> values, double[] sums, float[] edges, float shift, Span<float> means)
    {
        var sum = 0.0; // sums[i] = values[0] + … + values[i − 1]
        for (var i = 0; i < values.Length; i++)
        {
            sums[i] = sum;
            sum += values[i];
        }

        sums[values.Length] = sum;
        sums[values.Length + 1] = sum;
        if (sum == 0)
        {
            means.Clear();
            return;
        }

        var from = edges[0] + shift;
        var sumBefore = SumUpTo(sums, values.Length, from);
        for (var j = 0; j < means.Length; j++)
        {
            var to = edges[j + 1] + shift;
            var width = to - from;
            if (width < 1)
            {
                means[j] = Interpolate(values, from + (width / 2) - 0.5f);
                from = to;
                sumBefore = double.NaN; // not known at this edge
                continue;
            }

            sumBefore = double.IsNaN(sumBefore) ? SumUpTo(sums, values.Length, from) : sumBefore;
            var sumAfter = SumUpTo(sums, values.Length, to);
            means[j] = (float)(sumAfter - sumBefore) / width;
            from = to;
            sumBefore = sumAfter;
        }
    }

    private static double SumUpTo(double[] sums, int last, float position)
    {
        var inside = float.MinNative(float.MaxNative(position, 0), last);
        var whole = float.ConvertToIntegerNative<int>(inside);
        return sums[whole] + ((inside - whole) * (sums[whole + 1] - sums[whole]));
    }

    /// <summary>Mean over one pixel's width from <paramref name="position"/> on.</summary>
    private static float Interpolate(ReadOnlySpan<float> values, float position)
    {
        if (position <= -1 || position >= values.Length)
        {
            return 0;
        }

        var left = float.ConvertToIntegerNative<int>(position + 1) - 1; // rounds down, since position + 1 is positive
        var share = position - left;
        var first = left >= 0 ? values[left] : 0;
        var second = left + 1 < values.Length ? values[left + 1] : 0;
        return first + (share * (second - first));
    }
}
