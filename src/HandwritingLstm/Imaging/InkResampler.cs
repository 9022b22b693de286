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
        var sheared = ShearAndScaleRows(ink, placement, columns); // [columns, H]
        var values = new float[columns * height];
        var sums = new double[ink.Height + 1];
        for (var t = 0; t < columns; t++)
        {
            Accumulate(sheared.AsSpan(t * ink.Height, ink.Height), sums);
            var level = placement.Slope * (placement.Left + ((t + 0.5f) * placement.ColumnWidth) - placement.CentreX);
            var column = values.AsSpan(t * height, height);
            for (var j = 0; j < height; j++)
            {
                column[j] = Mean(sums, placement.RowEdges[j] + level, placement.RowEdges[j + 1] + level);
            }
        }

        return new(columns, height, values) { SourceLeft = placement.Left, SourcePixelsPerColumn = placement.ColumnWidth };
    }

    private static float[] ShearAndScaleRows(InkMap ink, LinePlacement placement, int columns)
    {
        var sheared = new float[columns * ink.Height];
        var sums = new double[ink.Width + 1];
        for (var y = 0; y < ink.Height; y++)
        {
            Accumulate(ink.Row(y), sums);
            var left = placement.Left - (placement.Slant * (y + 0.5f - placement.CentreY));
            for (var t = 0; t < columns; t++)
            {
                var from = left + (t * placement.ColumnWidth);
                sheared[(t * ink.Height) + y] = Mean(sums, from, from + placement.ColumnWidth);
            }
        }

        return sheared;
    }

    /// <summary>sums[i] = values[0] + … + values[i − 1].</summary>
    private static void Accumulate(ReadOnlySpan<float> values, double[] sums)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sums[i] = sum;
            sum += values[i];
        }

        sums[values.Length] = sum;
    }

    /// <summary>Mean of the values between two positions; outside there is paper, 0.</summary>
    private static float Mean(double[] sums, float from, float to)
    {
        var width = to - from;
        if (width < 1)
        {
            from -= (1 - width) / 2;
            to = from + 1;
            width = 1;
        }

        return (float)((SumUpTo(sums, to) - SumUpTo(sums, from)) / width);
    }

    private static double SumUpTo(double[] sums, float position)
    {
        var last = sums.Length - 1;
        if (position <= 0)
        {
            return 0;
        }

        if (position >= last)
        {
            return sums[last];
        }

        var whole = (int)position;
        return sums[whole] + ((position - whole) * (sums[whole + 1] - sums[whole]));
    }
}
