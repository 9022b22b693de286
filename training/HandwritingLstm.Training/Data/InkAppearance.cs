using System.Numerics.Tensors;

namespace HandwritingLstm.Training.Data;

/// <summary>What pen and scanner do to a line: broader or finer strokes, and blur.</summary>
internal static class InkAppearance
{
    /// <summary>Draws a line with another pen, and blurs it.</summary>
    /// <param name="ink">The line, shape [width, height].</param>
    /// <param name="scratch">As long; what comes back is one of the two.</param>
    /// <param name="height">Pixels per column.</param>
    /// <param name="distortion">The pen and the blur.</param>
    public static Span<float> Apply(Span<float> ink, Span<float> scratch, int height, Distortion distortion)
    {
        if (distortion.Pen != 0)
        {
            Pen(ink, scratch, height, distortion.Pen);
            var unchanged = ink;
            ink = scratch;
            scratch = unchanged;
        }

        if (distortion.Blur > 0)
        {
            Blur(ink, scratch, height, distortion.Blur);
        }

        return ink;
    }

    // Grey dilation (the maximum over a pixel and its four neighbours) or erosion (the minimum), mixed with the line.
    private static void Pen(ReadOnlySpan<float> ink, Span<float> result, int height, float pen)
    {
        var width = ink.Length / height;
        var share = MathF.Abs(pen);
        for (var x = 0; x < width; x++)
        {
            var here = ink.Slice(x * height, height);
            var before = ink.Slice(Math.Max(x - 1, 0) * height, height);
            var behind = ink.Slice(Math.Min(x + 1, width - 1) * height, height);
            var column = result.Slice(x * height, height);
            if (pen > 0)
            {
                TensorPrimitives.Max(here, before, column);
                TensorPrimitives.Max(column, behind, column);
                TensorPrimitives.Max(column[1..], here[..^1], column[1..]);
                TensorPrimitives.Max(column[..^1], here[1..], column[..^1]);
            }
            else
            {
                TensorPrimitives.Min(here, before, column);
                TensorPrimitives.Min(column, behind, column);
                TensorPrimitives.Min(column[1..], here[..^1], column[1..]);
                TensorPrimitives.Min(column[..^1], here[1..], column[..^1]);
            }

            TensorPrimitives.Lerp(here, column, share, column);
        }
    }

    // [weight, 1 − 2 · weight, weight] along the line, then down; the border pixel stands for what lies beyond it.
    private static void Blur(Span<float> ink, Span<float> scratch, int height, float weight)
    {
        var width = ink.Length / height;
        for (var x = 0; x < width; x++)
        {
            var here = ink.Slice(x * height, height);
            var before = ink.Slice(Math.Max(x - 1, 0) * height, height);
            var behind = ink.Slice(Math.Min(x + 1, width - 1) * height, height);
            var column = scratch.Slice(x * height, height);
            TensorPrimitives.Add(before, behind, column);
            TensorPrimitives.Multiply(column, weight, column);
            TensorPrimitives.MultiplyAdd(here, 1 - (2 * weight), column, column);
        }

        for (var x = 0; x < width; x++)
        {
            var column = scratch.Slice(x * height, height);
            var result = ink.Slice(x * height, height);
            result[0] = ((1 - weight) * column[0]) + (weight * column[Math.Min(1, height - 1)]);
            result[^1] = ((1 - weight) * column[^1]) + (weight * column[Math.Max(height - 2, 0)]);
            for (var y = 1; y < height - 1; y++)
            {
                result[y] = ((1 - (2 * weight)) * column[y]) + (weight * (column[y - 1] + column[y + 1]));
            }
        }
    }
}
