using HandwritingLstm.Network;

namespace HandwritingLstm.Formats;

/// <summary>Where the direction of a recurrent unit begins.</summary>
internal static class UnitOrigin
{
    // As the directions of a multidimensional layer follow each other.
    private static readonly string[] _corners = ["from the top left", "from the bottom right", "from the top right", "from the bottom left"];

    /// <summary>In words.</summary>
    /// <param name="layer">A recurrent layer.</param>
    /// <param name="unit">The unit, counted over all directions.</param>
    public static string Of(LayerSpec layer, int unit)
    {
        if (layer is MultidimensionalSpec multidimensional)
        {
            return _corners[unit / multidimensional.Units];
        }

        var recurrent = (RecurrentSpec)layer;
        var backwards = recurrent.Direction == RecurrentDirection.Reverse || unit >= recurrent.Units;
        return (recurrent.Axis, backwards) switch
        {
            (RecurrentAxis.X, false) => "from the left",
            (RecurrentAxis.X, true) => "from the right",
            (_, false) => "from the top",
            _ => "from the bottom",
        };
    }
}
