using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Data;

/// <summary>Writes a line anew from its pen strokes: another slant, size, baseline and pen, and letters a little different.</summary>
/// <remarks>
/// What comes out is a function of seed, epoch and line index alone. Safe to call from several threads. Distortion of strokes
/// in place of pixels: Varga and Bunke, "Generation of synthetic training data for an HMM-based handwriting recognition
/// system", ICDAR 2003, section 3; here with what the pen tells.
/// </remarks>
/// <param name="lines">The strokes of lines, by id.</param>
/// <param name="normalizer">Makes columns of the drawn line, as it does of any image.</param>
/// <param name="options">How far lines are distorted.</param>
/// <param name="paper">What they are written on.</param>
/// <param name="seed">The seed.</param>
public sealed class InkAugmentation(
    IReadOnlyDictionary<string, InkLine> lines, LineNormalizer normalizer, InkOptions options, PaperOptions paper, int seed)
{
    private readonly PaperAugmentation _paper = new(paper);

    /// <summary>The line as it is written in an epoch; null where its strokes are not known or too long to be read, or its image is to be taken.</summary>
    /// <param name="id">The line's id in the ground truth, or the path of its image: the file's name without extension counts.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The line's index in the data set.</param>
    public ColumnSequence? Write(string id, int epoch, int index)
    {
        var random = new CounterRandom(seed, epoch, ~index); // not the stream of the pixel distortion
        return lines.TryGetValue(IdOf(id), out var line) && random.Chance((float)options.Probability) ? Write(line, ref random) : null;
    }

    /// <summary>Strokes as they are written in an epoch; null where they are too long to be read.</summary>
    /// <param name="line">The strokes, of whatever text.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The index of the line in the data set whose place they take.</param>
    public ColumnSequence? Write(InkLine line, int epoch, int index)
    {
        var random = new CounterRandom(seed, epoch, ~index);
        return Write(line, ref random);
    }

    /// <summary>By what strokes are found: the name of a line's image without folder and extension.</summary>
    internal static string IdOf(string id) => Path.GetFileNameWithoutExtension(id);

    /// <summary>The strokes, distorted.</summary>
    internal InkLine Distort(InkLine line, ref CounterRandom random)
    {
        var (left, top, right, bottom) = line.Bounds();
        var (unit, middle) = (line.Height, (top + bottom) / 2);
        var warp = new LineWarp(options, (right - left) / unit, ref random);
        var rounding = options.Rounding > 0 ? random.Between(-(float)options.Rounding, (float)options.Rounding) : 0;
        var strokes = new InkStroke[line.Strokes.Count];
        for (var s = 0; s < strokes.Length; s++)
        {
            var stroke = line.Strokes[s];
            var (x, y) = (new float[stroke.PointCount], new float[stroke.PointCount]);
            var (jitterX, jitterY) = (random.Between(-1, 1) * (float)options.Jitter, random.Between(-1, 1) * (float)options.Jitter);
            for (var i = 0; i < x.Length; i++)
            {
                var (across, below) = warp.Map((stroke.X[i] - left) / unit, (stroke.Y[i] - middle) / unit);
                (x[i], y[i]) = (unit * (across + jitterX), unit * (below + jitterY));
            }

            strokes[s] = new InkStroke(PenCourse.Round(x, rounding), PenCourse.Round(y, rounding), stroke.Pressure);
        }

        return line with { Strokes = strokes };
    }

    private ColumnSequence? Write(InkLine line, ref CounterRandom random)
    {
        try
        {
            return normalizer.Normalize(_paper.Apply(InkRenderer.Draw(Distort(line, ref random), Pen(ref random)), ref random));
        }
        catch (RecognitionException)
        {
            return null; // stretched beyond what the network takes
        }
    }

    private InkPen Pen(ref CounterRandom random)
    {
        var height = random.Between((float)options.MinimumLineHeight, (float)options.MaximumLineHeight);
        return new InkPen
        {
            LineHeight = height,
            Width = Math.Max(0.8f, height * random.Between((float)options.MinimumPen, (float)options.MaximumPen)),
            Taper = random.Between(0, (float)options.MaximumTaper),
            Darkness = random.Between(0.7f, 1),
        };
    }
}
