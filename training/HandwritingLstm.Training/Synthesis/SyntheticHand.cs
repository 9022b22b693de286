using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Writes texts with handwriting fonts: another font, weight, hand and paper for every line.</summary>
/// <remarks>
/// What comes out is a function of seed, epoch and index alone. Safe to call from several threads. Synthetic lines for training:
/// Krishnan and Jawahar, "Generating synthetic data for text recognition", arXiv:1608.04224, section 3; Kang et al.,
/// "Unsupervised writer adaptation for synthetic-to-real handwritten word recognition", WACV 2020, section 3.1.
/// </remarks>
internal sealed class SyntheticHand(IReadOnlyList<OutlineFont> fonts, CorpusText corpus, SynthesisOptions options)
{
    // How often another text is tried where no font can spell one.
    private const int Attempts = 20;

    private const int MaximumPixels = 64 << 20;

    // Paper around the ink in pixels.
    private const int Margin = 6;

    // The middle of a line of a font lies this far above its baseline, in em.
    private const float Middle = 0.25f;

    // The files of a folder are one family: a font of a hundred files, each with a few letters, is one hand.
    private readonly OutlineFont[][] _families = [.. fonts.GroupBy(font => font.Folder, StringComparer.Ordinal).Select(family => family.ToArray())];

    private readonly PaperAugmentation _paper = new(options.Paper);

    /// <summary>One line.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="index">Its number.</param>
    /// <param name="length">The most characters its text may have; null = what the options say.</param>
    /// <exception cref="RecognitionException">No font has the characters of the texts.</exception>
    public SyntheticLine Write(int epoch, int index, int? length = null)
    {
        var random = new CounterRandom(options.Seed, epoch, index);
        var texts = length is { } exact ? options with { MinimumLength = exact, MaximumLength = exact } : options;
        var text = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            text = corpus.Take(texts, ref random);
            if (FontFor(text, ref random) is { } font)
            {
                return new SyntheticLine(_paper.Apply(Draw(text, font, ref random), ref random), text, font.Name);
            }
        }

        throw new RecognitionException($"None of the {fonts.Count} fonts has all characters of '{text}'; add a font that does, or leave such texts out.");
    }

    /// <summary>Draws a text.</summary>
    /// <exception cref="RecognitionException">The line would be larger than 64 million pixels.</exception>
    internal GrayImage Draw(string text, OutlineFont font, ref CounterRandom random)
    {
        var contours = Set(text, font, ref random, out var length);
        var hand = options.Hand;
        var warp = new LineWarp(hand, length, ref random);
        var scale = random.Between((float)hand.MinimumLineHeight, (float)hand.MaximumLineHeight);
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var contour in contours)
        {
            for (var i = 0; i < contour.Length; i += 2)
            {
                var (x, y) = warp.Map(contour[i], Middle - contour[i + 1]);
                (contour[i], contour[i + 1]) = (x * scale, y * scale);
                (left, right) = (Math.Min(left, contour[i]), Math.Max(right, contour[i]));
                (top, bottom) = (Math.Min(top, contour[i + 1]), Math.Max(bottom, contour[i + 1]));
            }
        }

        if (contours.Count == 0)
        {
            return new GrayImage(1, 1, [255]);
        }

        foreach (var contour in contours)
        {
            for (var i = 0; i < contour.Length; i += 2)
            {
                contour[i] += Margin - left;
                contour[i + 1] += Margin - top;
            }
        }

        var (width, height) = ((double)(right - left) + (2 * Margin) + 1, (double)(bottom - top) + (2 * Margin) + 1);
        return width * height <= MaximumPixels
            ? ContourRenderer.Fill(contours, (int)width, (int)height, random.Between(0.7f, 1))
            : throw new RecognitionException(FormattableString.Invariant(
                $"{font.Name}: a line in this font would be {width:0} × {height:0} pixels large, since its letters are much larger than the font says; leave it out."));
    }

    // Word by word, in em from the beginning of the line, y upwards.
    private List<float[]> Set(string text, OutlineFont font, ref CounterRandom random, out float length)
    {
        var contours = new List<float[]>();
        var weight = random.Between(-(float)options.MaximumThinning, (float)options.MaximumEmboldening);
        var space = random.Between(0.2f, 0.5f);
        var jitter = (float)options.Jitter;
        length = 0;
        foreach (var word in text.Split(' '))
        {
            var shaped = font.Shape(word);
            var above = random.Between(-jitter, jitter);
            foreach (var glyph in shaped.Glyphs)
            {
                // Letters less than words: in a joined script they must meet.
                var (x, y) = (length + glyph.X + (random.Between(-jitter, jitter) / 4), glyph.Y + above + (random.Between(-jitter, jitter) / 4));
                contours.AddRange(glyph.Outline.Embolden(weight).Contours.Select(contour => Moved(contour, x, y)));
            }

            length += shaped.Width + (space * random.Between(0.7f, 1.4f));
        }

        return contours;
    }

    private OutlineFont? FontFor(string text, ref CounterRandom random)
    {
        OutlineFont[][] able = [.. _families.Select(family => Array.FindAll(family, font => font.CanSpell(text))).Where(family => family.Length > 0)];
        if (able.Length == 0)
        {
            return null;
        }

        var family = able[random.Below(able.Length)];
        return family[random.Below(family.Length)];
    }

    private static float[] Moved(float[] contour, float x, float y)
    {
        var moved = new float[contour.Length];
        for (var i = 0; i < contour.Length; i += 2)
        {
            (moved[i], moved[i + 1]) = (contour[i] + x, contour[i + 1] + y);
        }

        return moved;
    }
}
