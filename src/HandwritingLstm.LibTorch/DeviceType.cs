namespace TorchSharp;

/// <summary>What a tensor lies on; the numbers are torch's.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>A GPU.</summary>
    CUDA = 1,
}
