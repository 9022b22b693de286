namespace HandwritingLstm.Network;

/// <summary>Where the values of a tensor [outputs, inputs …] lie in its packed form; by tables, so that loading a model takes no time.</summary>
/// <param name="Starts">Where each output's weights begin.</param>
/// <param name="Steps">Floats from one row of packed weights to the next, for each output.</param>
/// <param name="Rows">The row of packed weights that each input is multiplied with.</param>
internal sealed record PackedOrder(int[] Starts, int[] Steps, int[] Rows)
{
    /// <summary>Number of values.</summary>
    public int Count => Starts.Length * Rows.Length;

    /// <summary>The order of weights in panels.</summary>
    /// <param name="panels">The panels.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="columnOf">The column of an output.</param>
    /// <param name="inputs">Number of inputs: of all kernel positions, in a convolution.</param>
    /// <param name="rowOf">The row of an input.</param>
    public static PackedOrder Of(WeightPanels panels, int outputs, Func<int, int> columnOf, int inputs, Func<int, int> rowOf)
    {
        return new PackedOrder(
            Table(outputs, output => panels.Index(0, columnOf(output))),
            Table(outputs, output => panels.Index(1, columnOf(output)) - panels.Index(0, columnOf(output))),
            Table(inputs, rowOf));
    }

    /// <summary>The order of a vector.</summary>
    /// <param name="count">Number of values.</param>
    /// <param name="placeOf">Where a value lies; null = in order.</param>
    public static PackedOrder Vector(int count, Func<int, int>? placeOf = null) =>
        new(Table(count, placeOf ?? (i => i)), new int[count], [0]);

    /// <summary>Where value i lies.</summary>
    public int this[int i] => Starts[i / Rows.Length] + (Steps[i / Rows.Length] * Rows[i % Rows.Length]);

    private static int[] Table(int count, Func<int, int> valueOf)
    {
        var table = new int[count];
        for (var i = 0; i < count; i++)
        {
            table[i] = valueOf(i);
        }

        return table;
    }
}
