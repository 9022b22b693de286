using System.Buffers;
using System.Numerics.Tensors;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>Distorts training lines: width, height, slant, rotation, shift, a smooth warp, pen, blur and ink.</summary>
/// <remarks>
/// What happens to a line is a function of seed, epoch and line index alone. Safe to call from several threads.
/// Elastic and affine distortion: Simard, Steinkraus and Platt, ICDAR 2003; for lines of handwriting:
/// Puigcerver, "Are Multidimensional Recurrent Layers Really Necessary …?", ICDAR 2017, section IV. Masks: Park et al.,
/// "SpecAugment", Interspeech 2019, section 2.
/// </remarks>
/// <param name="options">How far lines are distorted.</param>
/// <param name="seed">The seed.</param>
public sealed class Augmentation(AugmentationOptions options, int seed)
{
    // A column whose darkest pixel is below a tenth of full ink is margin.
    private const float MarginInk = 25.5f;

    /// <summary>The line as it is seen in an epoch.</summary>
    /// <param name="line">The line.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The line's index in the data set.</param>
    /// <returns>A line of the same height; its width usually differs.</returns>
    public ColumnSequence Apply(QuantizedColumns line, int epoch, int index)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!options.Enabled)
        {
            return line.ToColumns();
        }

        var random = new CounterRandom(seed, epoch, index);
        var distortion = Distortion.Draw(options, ref random);
        var distorted = Apply(line, distortion, ref random);
        Mask(distorted, ref random);
        return distorted;
    }

    /// <summary>Only the masks, on a line that was distorted in another way; the line is changed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The line's index in the data set.</param>
    /// <returns>The same line.</returns>
    public ColumnSequence Cover(ColumnSequence line, int epoch, int index)
    {
        ArgumentNullException.ThrowIfNull(line);
        var random = new CounterRandom(seed, epoch, index);
        if (options.Enabled)
        {
            Mask(line, ref random);
        }

        return line;
    }

    /// <summary>The line under a given distortion; <paramref name="random"/> gives the nodes of the warp.</summary>
    internal static ColumnSequence Apply(QuantizedColumns line, Distortion distortion, ref CounterRandom random)
    {
        var height = line.Height;
        var width = distortion.ColumnCountFor(line.ColumnCount, height);
        var field = distortion.WarpAmplitude > 0
            ? new DisplacementField(width, height, distortion.WarpAmplitude, distortion.WarpSpacing, ref random)
            : null;

        var padded = ArrayPool<float>.Shared.Rent((line.ColumnCount + 3) * (height + 3));
        var first = ArrayPool<float>.Shared.Rent(width * height);
        var second = ArrayPool<float>.Shared.Rent(width * height);
        try
        {
            var ink = first.AsSpan(0, width * height);     // [width, height], 0 … 255
            var scratch = second.AsSpan(0, width * height);

            Pad(line, padded);
            Resample(line, padded, distortion, field, ink);
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

            return Finish(line, ink, distortion);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
            ArrayPool<float>.Shared.Return(first);
            ArrayPool<float>.Shared.Return(second);
        }
    }

    // Strips of paper over the ink: what stands there must be read from its neighbours.
    private void Mask(ColumnSequence line, ref CounterRandom random)
    {
        var count = options.MaximumMasks == 0 ? 0 : random.Below(options.MaximumMasks + 1);
        for (var i = 0; i < count; i++)
        {
            var first = random.Below(line.ColumnCount);
            var width = Math.Min(1 + random.Below(options.MaskWidth), line.ColumnCount - first);
            line.Values.AsSpan(first * line.Height, width * line.Height).Clear();
        }
    }

    // Paper around the line (1 pixel before, 2 behind), so that no sample needs a test of the border.
    private static void Pad(QuantizedColumns line, float[] padded)
    {
        var height = line.Height;
        var stride = height + 3;
        padded.AsSpan(0, (line.ColumnCount + 3) * stride).Clear();
        for (var t = 0; t < line.ColumnCount; t++)
        {
            TensorPrimitives.ConvertTruncating<byte, float>(
                line.Values.AsSpan(t * height, height), padded.AsSpan(((t + 1) * stride) + 1, height));
        }
    }

    // Every pixel of the result asks where it comes from: rotation, shear and scale undone around the middle, then the warp.
    private static void Resample(
        QuantizedColumns line, float[] padded, Distortion distortion, DisplacementField? field, Span<float> ink)
    {
        var height = line.Height;
        var width = ink.Length / height;
        var stride = height + 3;
        var (sin, cos) = MathF.SinCos(distortion.Rotation);
        var xx = (cos - (distortion.Shear * sin)) / distortion.Width;
        var xy = (sin + (distortion.Shear * cos)) / distortion.Width;
        var yx = -sin / distortion.Height;
        var yy = cos / distortion.Height;
        var top = -((height - 1) / 2f) - distortion.Shift;
        Span<float> along = stackalloc float[height];
        Span<float> down = stackalloc float[height];
        along.Clear();
        down.Clear();

        for (var x = 0; x < width; x++)
        {
            var fromMiddle = x - ((width - 1) / 2f);
            // + 1: the padding, which also makes every coordinate positive, so that truncation is floor.
            var u0 = ((line.ColumnCount - 1) / 2f) + (xx * fromMiddle) + (xy * top) + 1;
            var v0 = ((height - 1) / 2f) + (yx * fromMiddle) + (yy * top) + 1;
            field?.Column(x, 0, along);
            field?.Column(x, 1, down);

            var column = ink.Slice(x * height, height);
            for (var y = 0; y < column.Length; y++)
            {
                var u = Math.Clamp(u0 + (xy * y) + along[y], 0, line.ColumnCount + 1);
                var v = Math.Clamp(v0 + (yy * y) + down[y], 0, height + 1);
                var i = (int)u;
                var j = (int)v;
                var du = u - i;
                var dv = v - j;
                var near = padded.AsSpan((i * stride) + j, stride + 2);
                var left = near[0] + (dv * (near[1] - near[0]));
                var right = near[stride] + (dv * (near[stride + 1] - near[stride]));
                column[y] = left + (du * (right - left));
            }
        }
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

    // The shear needs room that most lines do not fill: margins wider than the line's own are trimmed.
    private static ColumnSequence Finish(QuantizedColumns line, ReadOnlySpan<float> ink, Distortion distortion)
    {
        var height = line.Height;
        var width = ink.Length / height;
        var start = 0;
        var end = width;
        while (start < end && TensorPrimitives.Max(ink.Slice(start * height, height)) < MarginInk)
        {
            start++;
        }

        if (start == end)
        {
            start = 0; // nothing but paper
        }
        else
        {
            while (TensorPrimitives.Max(ink.Slice((end - 1) * height, height)) < MarginInk)
            {
                end--;
            }

            var (left, right) = Margins(line);
            start = Math.Max(0, start - (int)MathF.Ceiling(left * distortion.Width));
            end = Math.Min(width, end + (int)MathF.Ceiling(right * distortion.Width));
        }

        var values = new float[(end - start) * height];
        TensorPrimitives.Multiply(ink[(start * height)..(end * height)], distortion.Ink / 255, values);
        TensorPrimitives.Min(values, 1, values);
        return new ColumnSequence(end - start, height, values);
    }

    private static (int Left, int Right) Margins(QuantizedColumns line)
    {
        var left = 0;
        while (left < line.ColumnCount && !HasInk(left))
        {
            left++;
        }

        var right = 0;
        while (right < line.ColumnCount - left && !HasInk(line.ColumnCount - 1 - right))
        {
            right++;
        }

        return (left, right);

        bool HasInk(int t) => line.Values.AsSpan(t * line.Height, line.Height).ContainsAnyInRange((byte)26, (byte)255);
    }
}
