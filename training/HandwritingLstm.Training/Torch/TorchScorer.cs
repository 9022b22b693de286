using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>Scores lines with torch, on a GPU or the processor, in place of the managed engine.</summary>
public sealed class TorchScorer : ILineScorer
{
    // A GPU is full with these.
    private const int MaximumLines = 128;
    private const int MaximumColumns = 131_072;

    private readonly Lock _lock = new();
    private readonly Device _device;
    private readonly TorchNetwork _network;
    private readonly NetworkSpec _spec;

    /// <summary>Builds the network of a model with its weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="device"><c>torch-cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for the second GPU.</param>
    /// <exception cref="RecognitionException">libtorch or the GPU is missing, or the network has a layer that is not built on torch.</exception>
    public TorchScorer(Model model, string device)
    {
        ArgumentNullException.ThrowIfNull(model);
        _spec = model.Spec;
        _device = TorchDevice.Open(device);
        _network = new TorchNetwork(_spec, _device, mixedPrecision: false, withShortcut: false);
        try
        {
            _network.Import(model.Tensors);
        }
        catch
        {
            _network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public LabelScores[] Forward(IReadOnlyList<ColumnSequence> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var scores = new LabelScores[lines.Count];
        int[] widths = [.. lines.Select(line => Math.Max(line.ColumnCount, _spec.MinimumWidth))];
        var order = LineBatch.LongestFirst(widths);
        lock (_lock)
        {
            for (var first = 0; first < order.Length;)
            {
                // Lines of similar width together, so that there is little padding.
                var count = Math.Clamp(MaximumColumns / widths[order[first]], 1, Math.Min(MaximumLines, order.Length - first));
                Score(lines, order[first..(first + count)], scores);
                first += count;
            }
        }

        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private void Score(IReadOnlyList<ColumnSequence> lines, int[] places, LabelScores[] scores)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var sorted = _network.Forward(TorchLines.Of(lines, places, _spec.MinimumWidth, _device), training: false).Scores.ToLines();
        for (var i = 0; i < places.Length; i++)
        {
            scores[places[i]] = sorted[i];
        }
    }
}
