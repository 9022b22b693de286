using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training;

/// <summary>Reads the validation lines as <c>htr evaluate</c> does: the managed engine, the best path, the same counting.</summary>
/// <param name="set">The validation lines.</param>
/// <param name="alphabet">The alphabet of the network.</param>
public sealed class Validation(ValidationSet set, Alphabet alphabet)
{
    // Lines of similar width go through the network together; a line's scores do not depend on its neighbours.
    private const int BatchLines = 16;

    private readonly ValidationLine[][] _batches = [.. set.Lines.OrderBy(line => line.Columns.ColumnCount).Chunk(BatchLines)];

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stop">Stops between two batches.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public ErrorRates Measure(LineNetwork network, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(network);
        var decoder = new BestPathDecoder(alphabet);
        var rates = set.UnreadTexts.Aggregate(ErrorRates.None, (sum, text) => sum + ErrorRates.Of(text, ""));
        foreach (var batch in _batches)
        {
            stop.ThrowIfCancellationRequested();
            var scores = network.Forward([.. batch.Select(line => line.Columns)]);
            for (var i = 0; i < batch.Length; i++)
            {
                var isBlank = LineRecognizer.IsBlank(batch[i].Columns);
                rates += ErrorRates.Of(batch[i].Text, isBlank ? "" : ColumnOrder.Of(decoder.Decode(scores[i]).Text, batch[i].Columns.Direction));
            }
        }

        return rates;
    }
}
