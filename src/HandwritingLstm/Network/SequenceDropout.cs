namespace HandwritingLstm.Network;

/// <summary>Dropout on columns, in place; it does nothing in recognition.</summary>
/// <remarks>Srivastava et al., "Dropout", JMLR 15, 2014; scaled in training, so that recognition needs no change.</remarks>
internal sealed unsafe class SequenceDropout(int index, DropoutSpec spec, Sequences sequences, int threads) : Layer, IDropout
{
    private readonly DropoutMask _mask = new(index, spec.Probability);

    /// <inheritdoc/>
    public void Seed(ulong seed, float strength) => _mask.Start(seed, strength);

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        if (training)
        {
            _mask.EnsureLength((long)sequences.RowCount * sequences.Channels.Stride);
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training)
    {
        if (training)
        {
            plan.Together(thread => ForRows(thread, static (mask, row, values, position) => mask.Draw(row, values, position), sequences.Values));
        }
    }

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) =>
        plan.Together(thread => ForRows(thread, static (mask, _, values, position) => mask.Apply(values, position), sequences.Gradients));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _mask.Dispose();
    }

    private void ForRows(int thread, RowWork work, float* values)
    {
        var stride = sequences.Channels.Stride;
        var (first, count) = Share.Of(sequences.RowCount, thread, threads).GetOffsetAndLength(sequences.RowCount);
        for (var row = first; row < first + count; row++)
        {
            work(_mask, row, new Span<float>(values + ((long)row * stride), stride), (long)row * stride);
        }
    }

    private delegate void RowWork(DropoutMask mask, long row, Span<float> values, long position);
}
