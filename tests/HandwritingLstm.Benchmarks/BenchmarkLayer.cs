using System.Diagnostics;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Benchmarks;

/// <summary>One recurrent layer in both directions, on lines of equal length.</summary>
internal sealed unsafe class BenchmarkLayer : IDisposable
{
    private readonly ParameterStore _store = new();
    private readonly Sequences _input;
    private readonly Recurrent _layer;
    private readonly Team _team;
    private readonly LineBatch _batch;
    private readonly Plan _plan = new();

    public BenchmarkLayer(RecurrentCell cell, int inputs, int units, int lines, int columns, Team team)
    {
        _team = team;
        var random = new Random(1);
        int[] lengths = [.. Enumerable.Repeat(columns, lines)];
        _batch = new LineBatch(lengths, team.Size);
        _input = new Sequences(ChannelLayout.Of(inputs));
        _input.Shape(lengths, withGradients: true);
        Fill(_input.Values, random);
        var spec = new RecurrentSpec(cell, RecurrentDirection.Bidirectional, RecurrentAxis.X, Summarize: false, units);
        _layer = new Recurrent(0, spec, _input, inputNeedsGradient: true, _store, team.Size);
        _store.Allocate();
        _store.AllocateGradients(1);
        _layer.Initialize(random);
        _layer.Prepare(_batch, training: true);
        new Span<float>(_layer.Output.Gradients, _layer.Output.RowCount * _layer.Output.Channels.Stride).Fill(1e-3f);
        _layer.AddRefresh(_plan, training: true);
        _layer.AddForward(_plan, training: true);
        _layer.AddBackward(_plan);
    }

    /// <summary>Milliseconds of one forward and backward.</summary>
    public double Measure()
    {
        const int Times = 3;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            _plan.Run(_team, _batch);
        }

        return clock.Elapsed.TotalMilliseconds / Times;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _layer.Dispose();
        _input.Dispose();
        _store.Dispose();
    }

    private void Fill(float* values, Random random)
    {
        for (var i = 0; i < _input.RowCount * _input.Channels.Stride; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }
    }
}
