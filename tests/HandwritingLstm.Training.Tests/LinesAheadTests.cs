using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class LinesAheadTests
{
    private static readonly int[][] _batches = [[1], [2], [3]];

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Every_batch_is_prepared_once_and_in_its_epoch(bool isOn)
    {
        var prepared = new List<(int Epoch, int Line)>();
        using var ahead = new LinesAhead(isOn, Prepare);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            for (var i = 0; i < _batches.Length; i++)
            {
                var lines = ahead.Take(epoch, _batches[i], i + 1 < _batches.Length ? _batches[i + 1] : null);
                Assert.AreEqual((10 * epoch) + _batches[i][0], lines[0].Columns.Values[0]);
            }
        }

        CollectionAssert.AreEqual(new[] { (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3) }, prepared);

        PreparedLine[] Prepare(int epoch, int[] batch)
        {
            prepared.Add((epoch, batch[0]));
            return [new(new ColumnSequence(1, 1, [(10 * epoch) + batch[0]]), [])];
        }
    }

    [TestMethod]
    public void The_next_batch_is_prepared_while_this_one_is_trained_on()
    {
        using var begun = new ManualResetEventSlim();
        using var ahead = new LinesAhead(isOn: true, (_, batch) =>
        {
            if (batch[0] == 2)
            {
                begun.Set();
            }

            return [new(new ColumnSequence(1, 1, [batch[0]]), [])];
        });

        _ = ahead.Take(0, _batches[0], _batches[1]);

        Assert.IsTrue(begun.Wait(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public void Lines_that_nobody_takes_are_waited_for()
    {
        var (begun, isDone) = (false, false);
        using (var ahead = new LinesAhead(isOn: true, Prepare))
        {
            _ = ahead.Take(0, _batches[0], _batches[1]);
            SpinWait.SpinUntil(() => Volatile.Read(ref begun));
        }

        Assert.IsTrue(Volatile.Read(ref isDone));

        PreparedLine[] Prepare(int epoch, int[] batch)
        {
            if (batch[0] == 2)
            {
                Volatile.Write(ref begun, true);
                Thread.Sleep(100);
                Volatile.Write(ref isDone, true);
                throw new RecognitionException("no font"); // which nobody is interested in any more
            }

            return [];
        }
    }
}
