using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Tests.Network.Kernels;

[TestClass]
public sealed unsafe class ProductTests
{
    private readonly Random _random = new(7);

    [TestMethod]
    public void Products_are_those_of_the_naive_twin_for_any_shape()
    {
        foreach (var rows in (int[])[0, 1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 23, 97, 193])
        {
            foreach (var columns in (int[])[16, 32, 48, 80])
            {
                CheckMultiply(rows, columns, 1 + _random.Next(40), accumulate: rows % 2 == 0);
                CheckAddTransposed(1 + (rows % 29), columns, rows);
            }
        }

        CheckMultiply(13, 48, 401, accumulate: true); // deeper than a block
        CheckAddTransposed(401, 48, 300);             // higher and deeper than a block
    }

    [TestMethod]
    public void A_row_has_the_same_bits_whatever_rows_stand_beside_it()
    {
        var (rows, columns, depth) = (29, 48, 211);
        var panels = new WeightPanels(depth, columns);
        using var a = Random(rows * depth);
        using var b = Random(panels.Length);
        using var all = new FloatBuffer(rows * columns);
        using var alone = new FloatBuffer(columns);
        Product.Multiply(rows, columns, depth, a.Pointer, depth, b.Pointer, panels.Pitch, 0, all.Pointer, columns, false);
        for (var row = 0; row < rows; row++)
        {
            Product.Multiply(1, columns, depth, a.Pointer + (row * depth), depth, b.Pointer, panels.Pitch, 0, alone.Pointer, columns, false);
            CollectionAssert.AreEqual(
                new Span<float>(all.Pointer + (row * columns), columns).ToArray(), new Span<float>(alone.Pointer, columns).ToArray());
        }
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void What_is_not_finite_spreads(float value)
    {
        var panels = new WeightPanels(5, 16);
        using var a = Random(5);
        using var b = Random(panels.Length);
        using var c = new FloatBuffer(16);
        a.Pointer[3] = value;
        Product.Multiply(1, 16, 5, a.Pointer, 5, b.Pointer, panels.Pitch, 0, c.Pointer, 16, false);
        Assert.IsFalse(float.IsFinite(c.Pointer[9]));
    }

    private void CheckMultiply(int rows, int columns, int depth, bool accumulate)
    {
        var panels = new WeightPanels(depth + 3, columns);
        using var a = Random(Math.Max(1, rows * (depth + 1)));
        using var b = Random(panels.Length);
        using var c = Random(Math.Max(1, rows * columns));
        var before = c.Span.ToArray();
        Product.Multiply(rows, columns, depth, a.Pointer, depth + 1, b.Pointer, panels.Pitch, 2, c.Pointer, columns, accumulate);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = accumulate ? (double)before[(row * columns) + column] : 0;
                for (var k = 0; k < depth; k++)
                {
                    sum += (double)a.Pointer[(row * (depth + 1)) + k] * b.Pointer[panels.Index(k + 2, column)];
                }

                Assert.AreEqual(sum, c.Pointer[(row * columns) + column], 1e-4, $"{rows}×{columns}, depth {depth}");
            }
        }
    }

    private void CheckAddTransposed(int rows, int columns, int depth)
    {
        var panels = new WeightPanels(rows + 1, columns);
        using var a = Random(Math.Max(1, depth * (rows + 2)));
        using var b = Random(Math.Max(1, depth * columns));
        using var c = Random(panels.Length);
        var before = c.Span.ToArray();
        Product.AddTransposed(rows, columns, depth, a.Pointer, rows + 2, b.Pointer, columns, c.Pointer, panels.Pitch, 1);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var index = panels.Index(row + 1, column);
                var sum = (double)before[index];
                for (var k = 0; k < depth; k++)
                {
                    sum += (double)a.Pointer[(k * (rows + 2)) + row] * b.Pointer[(k * columns) + column];
                }

                Assert.AreEqual(sum, c.Pointer[index], 1e-4, $"{rows}×{columns}, depth {depth}");
            }
        }
    }

    private FloatBuffer Random(int length)
    {
        var buffer = new FloatBuffer(length);
        foreach (ref var value in buffer.Span)
        {
            value = (float)((_random.NextDouble() * 2) - 1);
        }

        return buffer;
    }
}
