namespace HandwritingLstm.Network;

/// <summary>How the rows of a feature map become one.</summary>
public enum HeightCollapse
{
    /// <summary>The maximum over the rows.</summary>
    Maximum,

    /// <summary>The mean over the rows.</summary>
    Mean,

    /// <summary>The maxima, then the means: twice the channels.</summary>
    Both,
}
