using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm;

/// <summary>One line, and how a network came to read it: what it saw, its scores, and what some of its units did.</summary>
public sealed class LineInspection
{
    private LineInspection(Model model, ColumnSequence line, LabelScores scores, LineReading reading, LayerTrace? trace, IReadOnlyList<int> units) =>
        (Model, Line, Scores, Reading, Trace, Units) = (model, line, scores, reading, trace, units);

    /// <summary>The model that read.</summary>
    public Model Model { get; }

    /// <summary>The line as the network sees it, shape [T0, height], 0 = paper … 1 = ink.</summary>
    public ColumnSequence Line { get; }

    /// <summary>Natural-log probabilities, shape [T, K].</summary>
    public LabelScores Scores { get; }

    /// <summary>What was read: the best path, as <see cref="LineRecognizer"/> reads it.</summary>
    public LineReading Reading { get; }

    /// <summary>What the units of one recurrent layer did; null if the network has none.</summary>
    public LayerTrace? Trace { get; }

    /// <summary>The units to look at, of the layer of <see cref="Trace"/>.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>Reads a line and looks inside.</summary>
    /// <param name="model">The model that reads.</param>
    /// <param name="line">The line's image, 0 = ink … 255 = paper.</param>
    /// <param name="options">Where to look; null = the defaults.</param>
    /// <exception cref="RecognitionException">The network has no such recurrent layer, or the layer no such unit.</exception>
    public static LineInspection Of(Model model, GrayImage line, InspectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(line);
        options ??= new InspectionOptions();
        LineNetwork? network = null; // of the recogniser, which reads with the very weights that are looked at
        using var recognizer = new LineRecognizer(
            model,
            new RecognizerOptions { Threads = options.Threads, Scorer = _ => network = LineNetwork.FromTensors(model.Spec, model.Tensors, options.Threads) });
        var columns = recognizer.Normalize(line);
        var layer = options.Layer ?? (network!.TracedLayers is [.., var last] ? last : (int?)null);
        var trace = layer is { } index ? network!.Trace(columns, index) : null;
        var units = Choose(model.Spec, trace, options.Units);
        return new LineInspection(model, columns, network!.Forward(columns), recognizer.Read([columns])[0], trace, units);
    }

    private static IReadOnlyList<int> Choose(NetworkSpec spec, LayerTrace? trace, IReadOnlyList<int> wanted)
    {
        if (trace is null)
        {
            return wanted.Count == 0 ? [] : throw new RecognitionException($"The network {spec} has no recurrent layer, and so no units to look at; name none.");
        }

        foreach (var unit in wanted.Where(unit => unit < 0 || unit >= trace.UnitCount))
        {
            throw new RecognitionException(
                $"Layer {trace.Layer} ({spec.Layers[trace.Layer]}) has no unit {unit}; its units are 0 to {trace.UnitCount - 1}.");
        }

        return wanted.Count > 0 ? wanted : trace.LiveliestUnits(InspectionOptions.DefaultUnitCount);
    }
}
