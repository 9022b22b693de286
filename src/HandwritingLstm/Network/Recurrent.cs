namespace HandwritingLstm.Network;

/// <summary>A recurrent layer along the columns, in one or both directions.</summary>
/// <remarks>
/// Both directions: Graves and Schmidhuber, "Framewise phoneme classification with bidirectional LSTM", Neural Networks 18,
/// 2005, section 2. The directions walk on threads of their own; with more threads, each walks with a part of the lines.
/// </remarks>
internal sealed class Recurrent : Layer, ITracedLayer
{
    private const int RowGrain = 12; // rows of a full tile

    private readonly Sequences _input;
    private readonly bool _inputNeedsGradient;
    private readonly RecurrentWalk[] _directions;
    private readonly CellKernel _kernel;
    private readonly UnitQuantity[] _quantities;
    private readonly int _threads;

    /// <summary>Builds the layer behind its input.</summary>
    public Recurrent(int index, RecurrentSpec spec, Sequences input, bool inputNeedsGradient, ParameterStore store, int threads)
    {
        Index = index;
        _quantities = CellLayout.Of(spec.Cell).Quantities;
        _input = input;
        _inputNeedsGradient = inputNeedsGradient;
        _threads = threads;
        _kernel = CellKernel.Of(spec.Cell);
        bool[] reverse = spec.Direction switch
        {
            RecurrentDirection.Forward => [false],
            RecurrentDirection.Reverse => [true],
            _ => [false, true],
        };
        Output = new Sequences(ChannelLayout.Of(spec.Units, reverse.Length));
        _directions = new RecurrentWalk[reverse.Length];
        for (var i = 0; i < reverse.Length; i++)
        {
            _directions[i] = new RecurrentWalk(index, spec, reverse[i], i * Output.Channels.PaddedSize, input, Output, store);
        }
    }

    /// <inheritdoc/>
    public int Index { get; }

    /// <summary>Which pixel is where, if the sequences are the rows or columns of feature maps.</summary>
    public MapSequences? Order { get; init; }

    /// <summary>The outputs of all directions, one after the other.</summary>
    public Sequences Output { get; }

    /// <inheritdoc/>
    public override void Initialize(Random random)
    {
        foreach (var direction in _directions)
        {
            direction.Initialize(random);
        }
    }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        Output.Shape(_input.Lengths, training);
        foreach (var direction in _directions)
        {
            direction.Prepare();
        }
    }

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        if (training)
        {
            plan.Together(thread =>
            {
                for (var i = thread; i < _directions.Length; i += _threads)
                {
                    _directions[i].Transpose();
                }
            });
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training)
    {
        plan.Together(thread =>
        {
            foreach (var direction in _directions)
            {
                direction.MultiplyInput(Share.Of(Output.RowCount, thread, _threads, RowGrain));
            }
        });
        plan.Together(thread => ForShares(thread, _kernel.Walk));
    }

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        plan.Together(thread => ForShares(thread, _kernel.WalkBack));
        plan.Together(thread =>
        {
            foreach (var direction in _directions)
            {
                direction.AddWeightGradients(Share.Of(direction.PanelCount, thread, _threads));
                direction.AddBiasGradient(Share.Of(direction.VectorCount, thread, _threads));
                _kernel.AddPeepholeGradients(direction, Share.Of(direction.VectorCount, thread, _threads));
            }

            for (var i = 0; _inputNeedsGradient && i < _directions.Length; i++)
            {
                _directions[i].MultiplyInputGradient(Share.Of(Output.RowCount, thread, _threads, RowGrain), i > 0);
            }
        });
    }

    /// <inheritdoc/>
    public LayerTrace Trace()
    {
        var (height, width) = Order?.SizeOf(0) ?? (1, Output.Lengths[0]);
        var trace = new LayerTrace(Index, _quantities, Output.Channels.Count, height, width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var i = 0; i < _directions.Length; i++)
                {
                    _directions[i].Trace(Order?.Row(Output, 0, y, x) ?? Output.Row(x, 0), trace, i * Output.Channels.Size, (y * width) + x);
                }
            }
        }

        return trace;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
        Array.ForEach(_directions, direction => direction.Dispose());
    }

    // Walks are shared out as direction × group of lines; a lone thread takes one after the other.
    private void ForShares(int thread, Action<RecurrentWalk, Range> walk)
    {
        var groups = Math.Max(1, _threads / _directions.Length);
        for (var task = thread; task < groups * _directions.Length; task += _threads)
        {
            var lines = Share.Of(Output.Lengths.Length, task / _directions.Length, groups);
            if (lines.Start.Value < lines.End.Value)
            {
                walk(_directions[task % _directions.Length], lines);
            }
        }
    }
}
