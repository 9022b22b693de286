using System.Globalization;
using HandwritingLstm.Network;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>A network on torch: the layers of the managed engine, their weights under the same names.</summary>
internal sealed class TorchNetwork : IDisposable
{
    /// <summary>Before the names of what only training needs, as in the managed engine.</summary>
    private const string ShortcutName = "shortcut";

    private readonly NetworkSpec _spec;
    private readonly Device _device;
    private readonly bool _mixedPrecision;
    private readonly List<TorchLayer> _layers = [];
    private readonly TorchOutput? _output;
    private readonly List<TorchParameter> _parameters = [];
    private TorchOutput? _shortcut;
    private int _shortcutPlace; // before which of the layers
    private bool _onColumns;

    /// <summary>Builds the network; its weights are 0 until <see cref="Import"/>.</summary>
    /// <param name="spec">The description.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="mixedPrecision">Whether convolutions compute in bfloat16.</param>
    /// <param name="withShortcut">Whether labels are also read from the columns before the first recurrent layer.</param>
    /// <exception cref="RecognitionException">The description has a layer that is not built on torch.</exception>
    public TorchNetwork(NetworkSpec spec, Device device, bool mixedPrecision, bool withShortcut)
    {
        _spec = spec;
        _device = device;
        _mixedPrecision = mixedPrecision;
        try
        {
            for (var i = 0; i < spec.Layers.Count - 1; i++)
            {
                Add(i, withShortcut);
            }

            CollapseRows(spec.Layers.Count - 1);
            _output = new TorchOutput(
                (spec.Layers.Count - 1).ToString(CultureInfo.InvariantCulture), spec.LabelCount, ChannelsBefore(spec.Layers.Count - 1), device);
            _parameters.AddRange(_output.Parameters);
        }
        catch
        {
            Dispose(); // what was built lies outside the reach of the garbage collector
            throw;
        }
    }

    /// <summary>What is trained, in the order of the managed engine.</summary>
    public IReadOnlyList<TorchParameter> Parameters => _parameters;

    /// <summary>The running statistics.</summary>
    public IEnumerable<TorchParameter> Buffers => _layers.SelectMany(layer => layer.Buffers);

    /// <summary>Scores lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="training">Whether batches have their own statistics and values are dropped.</param>
    /// <returns>The scores, and in training those of the shortcut, where there is one.</returns>
    public (TorchScores Scores, TorchScores? Shortcut) Forward(TorchLines lines, bool training)
    {
        TorchScores? shortcut = null;
        for (var i = 0; i < _layers.Count; i++)
        {
            if (training && _shortcut is not null && i == _shortcutPlace)
            {
                shortcut = _shortcut.Forward(lines);
            }

            lines = _layers[i].Forward(lines, training);
        }

        return (_output!.Forward(lines), shortcut);
    }

    /// <summary>Multiplies the probability of every dropout, from the next step on.</summary>
    /// <param name="strength">The factor, 0 to 1.</param>
    public void ScaleDropout(float strength)
    {
        foreach (var dropout in _layers.OfType<TorchDropout>())
        {
            dropout.Strength = strength;
        }
    }

    /// <summary>Sets all weights and running statistics by name.</summary>
    /// <exception cref="RecognitionException">A tensor is missing, unknown or has another shape.</exception>
    public void Import(IReadOnlyList<NamedTensor> tensors)
    {
        var found = new TensorsByName(tensors);
        foreach (var parameter in _parameters.Concat(Buffers))
        {
            parameter.Import(found.Take(parameter.Name, parameter.Shape));
        }

        found.ThrowIfAnyLeft();
    }

    /// <summary>All weights and running statistics by name.</summary>
    public IReadOnlyList<NamedTensor> Export() => [.. _parameters.Concat(Buffers).Select(parameter => parameter.Export())];

    /// <inheritdoc/>
    public void Dispose()
    {
        _layers.ForEach(layer => layer.Dispose());
        _output?.Dispose();
        _shortcut?.Dispose();
    }

    private void Add(int index, bool withShortcut)
    {
        switch (_spec.Layers[index])
        {
            case ConvolutionSpec { Activation: Activation.Relu or Activation.Tanh or Activation.Linear } convolution:
                Add(new TorchConvolution(index, convolution, ChannelsBefore(index), !IsNorm(index + 1), _mixedPrecision, _device));
                if (!IsNorm(index + 1))
                {
                    Activate(convolution);
                }

                break;
            case BatchNormSpec:
                Add(new TorchBatchNorm(index, ChannelsBefore(index), _device));

                // Directly behind a convolution it stands before the convolution's activation.
                if (index > 0 && _spec.Layers[index - 1] is ConvolutionSpec normalized)
                {
                    Activate(normalized);
                }

                break;
            case MaxPoolingSpec pooling: Add(new TorchPooling(pooling)); break;
            case DropoutSpec dropout: Add(new TorchDropout(dropout, _onColumns)); break;
            case HeightCollapseSpec collapse:
                Add(new TorchCollapse(collapse));
                _onColumns = true;
                break;
            case HeightToChannelsSpec:
                Add(new TorchStacking());
                _onColumns = true;
                break;
            case WindowSpec window: Add(new TorchWindows(window)); break;
            case RecurrentSpec recurrent when recurrent is { Axis: RecurrentAxis.Y } or { Summarize: false }:
                AddRecurrent(index, recurrent, withShortcut);
                break;
            case MultidimensionalSpec multidimensional:
                Add(new TorchMultidimensional(index, multidimensional, ChannelsBefore(index), _device));
                break;
            default:
                throw new RecognitionException($"Layer {index} ({_spec.Layers[index]}) of the network {_spec} is not built on torch; leave out --device to use our own engine.");
        }
    }

    // torch has the LSTM and the GRU ready-made; other cells are built of plain operations.
    private void AddRecurrent(int index, RecurrentSpec recurrent, bool withShortcut)
    {
        if (recurrent.Axis == RecurrentAxis.X && HeightBefore(index) == 1)
        {
            CollapseRows(index);
            if (withShortcut && _parameters.Count > 0 && !_layers.Exists(layer => layer is TorchRecurrent or TorchMultidimensional))
            {
                _shortcut = new TorchOutput(ShortcutName, _spec.LabelCount, ChannelsBefore(index), _device);
                _shortcutPlace = _layers.Count;
                _parameters.AddRange(_shortcut.Parameters);
            }
        }

        Add(new TorchRecurrent(recurrent, recurrent.Cell switch
        {
            RecurrentCell.Lstm => new TorchLstm(index, recurrent, ChannelsBefore(index), _device),
            RecurrentCell.Gru => new TorchGru(index, recurrent, ChannelsBefore(index), _device),
            _ => new TorchCells(index, recurrent, ChannelsBefore(index), _device),
        }));
    }

    private void Activate(ConvolutionSpec convolution)
    {
        if (convolution.Activation != Activation.Linear)
        {
            Add(new TorchActivation(convolution.Activation));
        }
    }

    // Maps of one row may be read as columns as they are, but no further.
    private void CollapseRows(int index)
    {
        _onColumns = HeightBefore(index) == 1
            ? true
            : throw new RecognitionException($"Layer {index} ({_spec.Layers[index]}) of the network {_spec} needs columns, but gets an image; put Yboth or S1(1x0)1,3 before it.");
    }

    private void Add(TorchLayer layer)
    {
        _layers.Add(layer);
        _parameters.AddRange(layer.Parameters);
    }

    private bool IsNorm(int index) => _spec.Layers[index] is BatchNormSpec;

    private int HeightBefore(int index) => (index == 0 ? _spec.InputShape : _spec.Shapes[index - 1]).Height;

    private int ChannelsBefore(int index) => index == 0 ? NetworkSpec.InputChannels : _spec.Shapes[index - 1].Channels;
}
