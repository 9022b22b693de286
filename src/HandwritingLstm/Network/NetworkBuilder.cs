using System.Globalization;

namespace HandwritingLstm.Network;

/// <summary>Puts layers one on another, and says of each what makes it impossible where it stands.</summary>
internal sealed class NetworkBuilder
{
    private readonly List<LayerSpec> _layers = [];
    private readonly List<LayerShape> _shapes = [];
    private long _weights;

    public NetworkBuilder(int height)
    {
        InputHeight = height;
        Shape = new LayerShape(height, NetworkSpec.InputChannels);
    }

    /// <summary>Height of the line image in pixels.</summary>
    public int InputHeight { get; }

    public IReadOnlyList<LayerSpec> Layers => _layers;

    /// <summary>Rows and channels after each layer.</summary>
    public IReadOnlyList<LayerShape> Shapes => _shapes;

    /// <summary>Rows and channels after the last layer.</summary>
    public LayerShape Shape { get; private set; }

    /// <summary>The output layer is there.</summary>
    public bool IsComplete => _layers is [.., OutputSpec];

    /// <summary>The narrowest line image for which every layer yields at least one column.</summary>
    public static long MinimumWidth(IReadOnlyList<LayerSpec> layers)
    {
        var columns = 1L;
        for (var i = layers.Count - 1; i >= 0 && columns <= int.MaxValue; i--)
        {
            columns = ((columns - 1) * layers[i].ColumnStride) + layers[i].ColumnWindow;
        }

        return columns;
    }

    /// <summary>What is wrong with the height of the line image; null if nothing is.</summary>
    public static string? WhatIsWrongWithHeight(int height) => height is >= 1 and <= NetworkLimits.MaximumHeight
        ? null
        : Text($"the height is {height}, but must be fixed, 1 to {NetworkLimits.MaximumHeight}, such as [1,48,0,1 …");

    /// <summary>Adds a layer.</summary>
    /// <returns>What is wrong with it and what would be right; null if it was added.</returns>
    public string? Add(LayerSpec layer)
    {
        if (IsComplete)
        {
            return Text($"it stands after the output {_layers[^1]}, which must be the last layer; move it before the output");
        }

        if (_layers.Count == NetworkLimits.MaximumLayers)
        {
            return Text($"it is layer {_layers.Count + 1}, but a network has at most {NetworkLimits.MaximumLayers}");
        }

        if (layer.WhatIsWrong(Shape) is { } wrong)
        {
            return wrong;
        }

        _weights += layer.WeightCount(Shape);
        if (_weights > NetworkLimits.MaximumWeights)
        {
            return Text($"the network has {_weights} weights up to here, but at most {NetworkLimits.MaximumWeights} are allowed; use fewer channels or cells");
        }

        _layers.Add(layer);
        if (MinimumWidth(_layers) is var width and > NetworkLimits.MaximumMinimumWidth)
        {
            return Text($"up to here a line of {width} columns shrinks to a single one, but {NetworkLimits.MaximumMinimumWidth} is the limit; pool less along x");
        }

        Shape = layer.ShapeAfter(Shape);
        _shapes.Add(Shape);
        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
