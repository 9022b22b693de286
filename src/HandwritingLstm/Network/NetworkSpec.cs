using System.Globalization;

namespace HandwritingLstm.Network;

/// <summary>A network described in one line of VGSL, such as <c>[1,48,0,1 Cr3,3,16 Bn Mp2,2 Yboth Lbx192 O1c80]</c>.</summary>
/// <remarks>
/// The variable-size graph specification language of Tesseract and kraken: <c>[batch,height,width,channels layer …]</c>.
/// Two descriptions are equal if their heights and all their layers are.
/// Sizes are bounded by <see cref="NetworkLimits"/>.
/// </remarks>
public sealed record NetworkSpec
{
    /// <summary>Channels of the line image: one, its ink.</summary>
    public const int InputChannels = 1;

    /// <summary>Describes a network by its layers.</summary>
    /// <param name="height">Height of the line image in pixels.</param>
    /// <param name="layers">The layers from the image to the output, which is last.</param>
    /// <exception cref="RecognitionException">A layer is impossible where it stands, or there is no output.</exception>
    public NetworkSpec(int height, IReadOnlyList<LayerSpec> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Height = height;
        Layers = [.. layers];

        var network = new NetworkBuilder(height);
        if (NetworkBuilder.WhatIsWrongWithHeight(height) is { } wrongHeight)
        {
            throw new VgslToken(InputBlock[1..], 1).Error(wrongHeight);
        }

        for (var i = 0; i < Layers.Count; i++)
        {
            if (network.Add(Layers[i]) is { } wrong)
            {
                throw TokenOf(i).Error(wrong);
            }
        }

        if (!network.IsComplete)
        {
            throw new VgslToken("]", ToString().Length - 1).Error(VgslParser.OutputIsMissing);
        }

        Shapes = network.Shapes;
    }

    /// <summary>Height of the line image in pixels.</summary>
    public int Height { get; }

    /// <summary>The layers from the image to the output, which is last.</summary>
    public IReadOnlyList<LayerSpec> Layers { get; }

    /// <summary>Rows and channels after each layer, in the order of <see cref="Layers"/>.</summary>
    public IReadOnlyList<LayerShape> Shapes { get; }

    /// <summary>Rows and channels of the line image.</summary>
    public LayerShape InputShape => new(Height, InputChannels);

    /// <summary>Number of labels K, blank included; 0 in a recipe that leaves it to the alphabet.</summary>
    public int LabelCount => ((OutputSpec)Layers[^1]).LabelCount;

    /// <summary>The narrowest line image, in columns, for which every layer yields at least one column.</summary>
    public int MinimumWidth => (int)NetworkBuilder.MinimumWidth(Layers);

    private string InputBlock => string.Create(CultureInfo.InvariantCulture, $"[1,{Height},0,{InputChannels}");

    /// <summary>Reads a description.</summary>
    /// <param name="vgsl">The description, such as <c>[1,48,0,1 Cr3,3,16 Bn Mp2,2 Yboth Lbx192 O1c80]</c>.</param>
    /// <exception cref="RecognitionException">
    /// A token is unknown, incomplete or impossible where it stands; the message names it, its position (the first
    /// character is number 1) and what would be right.
    /// </exception>
    public static NetworkSpec Parse(string vgsl) => VgslParser.Parse(vgsl);

    /// <summary>Number of output columns T for a line image of so many columns; 0 if it is too narrow.</summary>
    public int ColumnCountFor(int width) => Layers.Aggregate(width, (columns, layer) => layer.ColumnsAfter(columns));

    /// <summary>The same network with another number of labels K, blank included.</summary>
    /// <exception cref="RecognitionException">The number is no possible number of labels.</exception>
    public NetworkSpec WithLabelCount(int labelCount) => new(Height, [.. Layers.SkipLast(1), new OutputSpec(labelCount)]);

    /// <summary>Checks that the engine can build the network; a description may say more than it supports yet.</summary>
    /// <exception cref="RecognitionException">A layer is not supported yet, or reads columns before the rows collapsed.</exception>
    public void Validate()
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].WhatIsUnsupported(i == 0 ? InputShape : Shapes[i - 1]) is { } unsupported)
            {
                throw TokenOf(i).Error(unsupported);
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(NetworkSpec? other) => other is not null && Height == other.Height && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Height);
        foreach (var layer in Layers)
        {
            hash.Add(layer);
        }

        return hash.ToHashCode();
    }

    /// <summary>The description in canonical form: <see cref="Parse"/> gives an equal one.</summary>
    public override string ToString() => $"{InputBlock} {string.Join(' ', Layers)}]";

    /// <summary>A layer's token, and where it stands in the canonical form.</summary>
    private VgslToken TokenOf(int layer) =>
        new(Layers[layer].ToString(), InputBlock.Length + 1 + Layers.Take(layer).Sum(before => before.ToString().Length + 1));
}
