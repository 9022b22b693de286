using HandwritingLstm.Imaging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Benchmarks;

/// <summary>The network and the step of rivals/torch_training.py, operation for operation, through our binding.</summary>
internal sealed class BindingNetwork : IDisposable
{
    private const int Height = 48;
    private const int Cells = 192;
    private const int Shrinking = 4; // image columns per column of scores

    private static readonly (int Inputs, int Outputs, long[]? Pooling)[] _convolutions =
        [(1, 16, [2, 2]), (16, 32, [2, 2]), (32, 64, null), (64, 64, [2, 1]), (64, 128, null), (128, 128, null)];

    private readonly Random _random = new(1);
    private readonly List<(Parameter Kernel, Parameter Scale, Parameter Shift, Tensor Mean, Tensor Variance)> _blocks = [];
    private readonly LSTM _lstm = torch.nn.LSTM(256, Cells, numLayers: 2, bidirectional: true);
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly List<Parameter> _parameters = [];
    private readonly AdamW _optimiser;

    /// <summary>Builds the network.</summary>
    /// <param name="labels">Labels K, blank included.</param>
    public BindingNetwork(int labels)
    {
        foreach (var (inputs, outputs, _) in _convolutions)
        {
            var block = (Noise(outputs, inputs, 3, 3), torch.nn.Parameter(ones([outputs])), torch.nn.Parameter(zeros([outputs])), zeros([outputs]), ones([outputs]));
            _blocks.Add(block);
            _parameters.AddRange([block.Item1, block.Item2, block.Item3]);
        }

        foreach (var name in (string[])["weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"])
        {
            _parameters.AddRange(((string[])["0", "0_reverse", "1", "1_reverse"]).Select(suffix => _lstm.get_parameter(name + suffix)!));
        }

        (_weight, _bias) = (Noise(labels, 2 * Cells), torch.nn.Parameter(zeros([labels])));
        _parameters.AddRange([_weight, _bias]);
        _optimiser = torch.optim.AdamW(_parameters, lr: 1e-3, weight_decay: 1e-3);
    }

    /// <summary>Forward, CTC loss, backward, clipping, AdamW.</summary>
    public float Step(ColumnSequence[] lines, int[][] labels)
    {
        using var scope = NewDisposeScope();
        var widest = (lines.Max(line => line.ColumnCount) + Shrinking - 1) / Shrinking * Shrinking;
        var pixels = new float[lines.Length * widest * Height];
        for (var b = 0; b < lines.Length; b++)
        {
            lines[b].Values.CopyTo(pixels, b * widest * Height); // column by column
        }

        var images = tensor(pixels, [lines.Length, widest, Height]).transpose(1, 2).unsqueeze(1).contiguous();
        var columns = tensor(Array.ConvertAll(lines, line => (long)((line.ColumnCount + Shrinking - 1) / Shrinking)));
        var scores = Forward(images, columns);
        var loss = F.ctc_loss(
            scores, tensor([.. labels.SelectMany(line => line).Select(label => (long)label)]), columns, tensor(Array.ConvertAll(labels, line => (long)line.Length)), 0, true);
        _optimiser.zero_grad();
        loss.backward();
        _ = torch.nn.utils.clip_grad_norm_(_parameters, 5);
        _optimiser.step();
        return loss.item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _parameters.ForEach(parameter => parameter.Dispose());
        _blocks.ForEach(block =>
        {
            block.Mean.Dispose();
            block.Variance.Dispose();
        });
        _lstm.Dispose();
    }

    private Tensor Forward(Tensor images, Tensor columns)
    {
        var maps = images;
        for (var i = 0; i < _blocks.Count; i++)
        {
            var (kernel, scale, shift, mean, variance) = _blocks[i];
            maps = F.relu(F.batch_norm(F.conv2d(maps, kernel, padding: [1, 1]), mean, variance, scale, shift, true));
            maps = _convolutions[i].Pooling is { } pooling ? F.max_pool2d(maps, pooling) : maps;
        }

        var features = torch.cat([maps.amax([2]), maps.mean([2])], 1); // [B, 256, T]
        using var packed = Packing.pack_padded_sequence(features.permute(2, 0, 1), columns, false, false);
        var (walked, _, _) = _lstm.call(packed);
        using (walked)
        {
            return F.log_softmax(F.linear(Packing.pad_packed_sequence(walked).Item1, _weight, _bias), 2); // [T, B, K]
        }
    }

    // Uniform, as torch begins.
    private Parameter Noise(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var bound = 1 / MathF.Sqrt(count / (float)shape[0]);
        return torch.nn.Parameter(tensor([.. Enumerable.Range(0, (int)count).Select(_ => ((2 * _random.NextSingle()) - 1) * bound)], shape));
    }
}
