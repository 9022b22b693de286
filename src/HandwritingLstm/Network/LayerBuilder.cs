using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Builds the layers of the managed engine from a description.</summary>
/// <param name="spec">The description.</param>
/// <param name="store">Where the parameters go.</param>
/// <param name="threads">Number of threads.</param>
/// <param name="options">How the network is computed.</param>
#pragma warning disable CA1001 // The network owns the layers and the image, and disposes of them.
internal sealed class LayerBuilder(NetworkSpec spec, ParameterStore store, int threads, EngineOptions options)
#pragma warning restore CA1001
{
    /// <summary>Before the names of the parameters that are no part of the model.</summary>
    public const string ShortcutName = "shortcut";

    private readonly List<Layer> _layers = [];
    private FeatureMaps? _maps;
    private Sequences? _columns;
    private int _next;

    /// <summary>The layers, from the image to the output.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The image the network begins with.</summary>
    public FeatureMaps Image { get; private set; } = null!;

    /// <summary>What the layers' threads may write on.</summary>
    public ThreadScratch Scratch { get; } = new(threads);

    private bool HasTrainedLayer => store.Parameters.Count > 0;

    /// <summary>Builds all layers and allocates the parameters.</summary>
    /// <exception cref="RecognitionException">The managed engine lacks a layer, or the layers do not fit together.</exception>
    public void Build()
    {
        var border = BorderAfter(-1);
        Image = _maps = new FeatureMaps(spec.Height, ChannelLayout.Image, border.Y, border.X);
        while (_next < spec.Layers.Count)
        {
            Add(_next, spec.Layers[_next++]);
        }

        store.Allocate();
    }

    private void Add(int index, LayerSpec layer)
    {
        switch (layer)
        {
            case ConvolutionSpec convolution: AddConvolution(index, convolution, MapsFor(index)); break;
            case MaxPoolingSpec pooling: AddPooling(null, null, false, WindowOf(index, pooling), ConvolvedFor(index)); break;
            case BatchNormSpec:
                var maps = ConvolvedFor(index);
                AddPooling(new BatchNorm(index, maps.Channels.Count, store), null, false, new PoolingWindow(1, 1), maps);
                break;
            case DropoutSpec dropout when _columns is not null: _layers.Add(new SequenceDropout(index, dropout, _columns, threads)); break;
            case DropoutSpec dropout: _layers.Add(new MapDropout(index, dropout, ConvolvedFor(index))); break;
            case HeightCollapseSpec collapse:
                var collapsing = new HeightCollapsing(ConvolvedFor(index), collapse.Collapse);
                (_columns, _maps) = (Added(collapsing).Output, null);
                break;
            case HeightToChannelsSpec: Stack(index); break;
            case WindowSpec window: AddWindow(window, MapsFor(index)); break;
            case RecurrentSpec { Axis: RecurrentAxis.X, Summarize: false } recurrent when _columns is not null || _maps is { Height: 1 }:
                var input = ColumnsFor(index);
                AddShortcut(input);
                _columns = Added(new Recurrent(index, recurrent, input, HasTrainedLayer, store, threads)).Output;
                break;
            case RecurrentSpec recurrent when recurrent is { Axis: RecurrentAxis.Y } or { Summarize: false }:
                AddRecurrentOnMaps(index, recurrent, MapsFor(index));
                break;
            case MultidimensionalSpec multidimensional: AddMultidimensional(index, multidimensional, MapsFor(index)); break;
            case OutputSpec { LabelCount: >= 2 } output:
                Added(new OutputLayer(index.ToString(System.Globalization.CultureInfo.InvariantCulture), output.LabelCount, ColumnsFor(index), store, threads, consistencyWeight: options.ConsistencyWeight));
                break;
            default: throw Unsupported(index, "is not built by the managed engine");
        }
    }

    private void AddConvolution(int index, ConvolutionSpec convolution, FeatureMaps input)
    {
        if (convolution.Activation is not (Activation.Relu or Activation.Tanh or Activation.Linear))
        {
            throw Unsupported(index, "has an activation that the managed engine lacks; use Cr (ReLU), Ct (tanh) or Cl (linear)");
        }

        var layer = Added(Convolution.Create(index, convolution, input, HasTrainedLayer, store, Scratch, options.Winograd));
        var norm = Following<BatchNormSpec>() is null ? null : new BatchNorm(_next - 1, convolution.Channels, store);
        var bias = norm is null
            ? store.Add($"{index}.conv.bias", [convolution.Channels], layer.Output.Channels.Stride, PackedOrder.Vector(convolution.Channels), linewise: false)
            : null;
        var window = new PoolingWindow(1, 1);
        if (_next < spec.Layers.Count && spec.Layers[_next] is MaxPoolingSpec pooling)
        {
            window = WindowOf(_next++, pooling);
        }

        AddPooling(norm, bias, convolution.Activation == Activation.Relu, window, layer.Output);
        if (convolution.Activation == Activation.Tanh)
        {
            var border = BorderAfter(_next - 1);
            _maps = Added(new MapTanh(_maps!, border.Y, border.X)).Output;
        }
    }

    private void AddWindow(WindowSpec window, FeatureMaps input)
    {
        var border = BorderAfter(_next - 1);
        _maps = Added(new WindowStacking(input, window, HasTrainedLayer, border.Y, border.X)).Output;
    }

    private void AddRecurrentOnMaps(int index, RecurrentSpec recurrent, FeatureMaps input)
    {
        var border = BorderAfter(_next - 1);
        var taken = Added(new MapsToSequences(input, recurrent.Axis, HasTrainedLayer));
        var layer = Added(new Recurrent(index, recurrent, taken.Output, HasTrainedLayer, store, threads) { Order = taken.Order });
        _maps = Added(new SequencesToMaps(input, taken.Order, layer.Output, recurrent, border.Y, border.X)).Output;
    }

    private void AddMultidimensional(int index, MultidimensionalSpec multidimensional, FeatureMaps input)
    {
        var border = BorderAfter(_next - 1);
        _maps = Added(new MultidimensionalLstm(index, multidimensional, input, HasTrainedLayer, store, threads, border.Y, border.X)).Output;
    }

    // One shortcut, from the columns that the convolutions have made.
    private void AddShortcut(Sequences columns)
    {
        if (options.ShortcutWeight > 0 && HasTrainedLayer && !_layers.Exists(layer => layer is OutputLayer or Recurrent or MultidimensionalLstm))
        {
            _layers.Add(new OutputLayer(ShortcutName, spec.LabelCount, columns, store, threads, options.ShortcutWeight));
        }
    }

    private void AddPooling(BatchNorm? norm, Parameter? bias, bool rectify, PoolingWindow window, FeatureMaps input)
    {
        var border = BorderAfter(_next - 1);
        _maps = Added(new NormalizationPooling(input, norm, bias, rectify, window, border.Y, border.X)).Output;
    }

    private void Stack(int index) => (_columns, _maps) = (Added(new HeightStacking(MapsFor(index), HasTrainedLayer)).Output, null);

    private FeatureMaps MapsFor(int index) => _maps ?? throw Unsupported(index, "needs an image, but what comes before has made columns of it");

    // The image has one float a pixel and no gradient: kernels over whole vectors begin behind the first convolution.
    private FeatureMaps ConvolvedFor(int index) => MapsFor(index) is { Channels.Stride: >= ChannelLayout.Vector } maps
        ? maps
        : throw Unsupported(index, "stands before the first convolution; the managed engine needs one there");

    private Sequences ColumnsFor(int index)
    {
        if (_columns is null && _maps is { Height: 1 })
        {
            Stack(index);
        }

        return _columns ?? throw Unsupported(index, "needs columns, but gets an image; put Yboth or S1(1x0)1,3 before it");
    }

    // The border that the maps behind a layer need: half the kernel of the convolution that reads them.
    private (int Y, int X) BorderAfter(int index)
    {
        var reader = spec.Layers.Skip(index + 1).FirstOrDefault(layer => layer is not DropoutSpec);
        return reader is ConvolutionSpec convolution ? (convolution.KernelHeight / 2, convolution.KernelWidth / 2) : (0, 0);
    }

    private PoolingWindow WindowOf(int index, MaxPoolingSpec pooling) =>
        (pooling.StrideY, pooling.StrideX) == (pooling.Height, pooling.Width)
            ? new PoolingWindow(pooling.Height, pooling.Width)
            : throw Unsupported(index, "has overlapping or skipping windows; the managed engine pools with the window as stride");

    private T? Following<T>()
        where T : LayerSpec =>
        _next < spec.Layers.Count && spec.Layers[_next] is T found ? Advance(found) : null;

    private T Advance<T>(T found)
    {
        _next++;
        return found;
    }

    private T Added<T>(T layer)
        where T : Layer
    {
        _layers.Add(layer);
        return layer;
    }

    private RecognitionException Unsupported(int index, string what) =>
        new($"Layer {index} of the network {spec} {what}.");
}
