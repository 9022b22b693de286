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
    private const int ViewStream = 1 << 24; // beyond the seeds that people choose

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
        var distortion = Distortion.Draw(options, ref random).For(line.ColumnCount);
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

    /// <summary>One of two views of a line, which show every letter in the same columns: another pen, ink and blur, and strips of paper.</summary>
    /// <param name="line">The line as it is seen in the epoch.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The line's index in the data set.</param>
    /// <param name="view">Which view, from 0.</param>
    /// <returns>Another line of the same shape.</returns>
    public ColumnSequence Vary(ColumnSequence line, int epoch, int index, int view)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!options.Enabled)
        {
            return line;
        }

        var random = new CounterRandom(seed + (ViewStream * (view + 1)), epoch, index);
        var distortion = Distortion.Draw(options, ref random);
        var values = InkAppearance.Apply((float[])line.Values.Clone(), new float[line.Values.Length], line.Height, distortion).ToArray();
        TensorPrimitives.Multiply(values, distortion.Ink, values);
        TensorPrimitives.Min(values, 1, values);
        var varied = new ColumnSequence(line.ColumnCount, line.Height, values);
        Cover(varied, options.ViewMaskShare, ref random);
        return varied;
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
            return Finish(line, InkAppearance.Apply(ink, scratch, height, distortion), distortion);
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
            CoverStrip(line, ref random);
        }
    }

    // As many strips as cover the share of the columns on average, if none lay on another.
    private void Cover(ColumnSequence line, double share, ref CounterRandom random)
    {
        var strips = share * line.ColumnCount / ((1 + options.MaskWidth) / 2.0);
        var count = (int)strips + (random.Chance((float)(strips - Math.Floor(strips))) ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            CoverStrip(line, ref random);
        }
    }

    private void CoverStrip(ColumnSequence line, ref CounterRandom random)
    {
        var first = random.Below(line.ColumnCount);
        var width = Math.Min(1 + random.Below(options.MaskWidth), line.ColumnCount - first);
        line.Values.AsSpan(first * line.Height, width * line.Height).Clear();
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
