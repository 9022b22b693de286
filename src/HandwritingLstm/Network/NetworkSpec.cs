namespace HandwritingLstm.Network;

/// <summary>A network described in one line of VGSL, such as <c>[1,48,0,1 Cr3,3,16 Bn Mp2,2 Yboth Lbx192 O1c80]</c>.</summary>
public sealed record NetworkSpec
{
    /// <summary>Describes a network by its layers.</summary>
    public NetworkSpec(int height, IReadOnlyList<LayerSpec> layers)
    {
        Height = height;
        Layers = layers;
    }

    /// <summary>Height of the line image in pixels.</summary>
    public int Height { get; }

    /// <summary>The layers from the image to the output, which is last.</summary>
    public IReadOnlyList<LayerSpec> Layers { get; }

    /// <summary>Number of labels K, blank included.</summary>
    public int LabelCount => ((OutputSpec)Layers[^1]).LabelCount;
}
