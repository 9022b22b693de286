using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Network;

/// <content>A look inside.</content>
public sealed unsafe partial class LineNetwork
{
    /// <summary>Indices in <see cref="NetworkSpec.Layers"/> of the recurrent layers, which can be looked into.</summary>
    public IReadOnlyList<int> TracedLayers => [.. _layers.OfType<ITracedLayer>().Select(layer => layer.Index)];

    /// <summary>Scores one line and looks into a recurrent layer: what its units did on the line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="layer">One of <see cref="TracedLayers"/>.</param>
    /// <exception cref="RecognitionException">There is no recurrent layer of this index.</exception>
    /// <exception cref="ArgumentException">The line has another height than the network.</exception>
    public LayerTrace Trace(ColumnSequence line, int layer)
    {
        var traced = _layers.OfType<ITracedLayer>().FirstOrDefault(candidate => candidate.Index == layer)
            ?? throw new RecognitionException(
                $"Layer {layer} of the network {Spec} is not recurrent; layers that can be looked into: {string.Join(", ", TracedLayers.Select(i => $"{i} ({Spec.Layers[i]})"))}.");
        RequireHeight([line]);
        lock (_lock)
        {
            ForwardChunk([line], [0], new LabelScores[1]);
            return traced.Trace();
        }
    }
}
