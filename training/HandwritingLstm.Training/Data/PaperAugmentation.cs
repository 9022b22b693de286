using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>Puts a clean line on paper and through a scanner: shading, grain, ruling, bleed-through, faded ink, blur, JPEG.</summary>
/// <param name="options">How bad it gets.</param>
internal sealed class PaperAugmentation(PaperOptions options)
{
    /// <summary>The line on paper, or as it is.</summary>
    /// <param name="line">A line on a clean ground, 0 = ink … 255 = paper.</param>
    /// <param name="random">Where the numbers come from.</param>
    public GrayImage Apply(GrayImage line, ref CounterRandom random)
    {
        if (!random.Chance((float)options.Probability))
        {
            return line;
        }

        var ink = Array.ConvertAll(line.Pixels, pixel => 1 - (pixel / 255f));
        if (random.Chance((float)options.BleedProbability))
        {
            Bleed(ink, line.Width, line.Height, random.Between(0.05f, 0.25f));
        }

        if (random.Chance((float)options.BlurProbability))
        {
            Blur(ink, line.Width, line.Height, random.Between(0.1f, 0.33f));
        }

        var paper = Paper(line.Width, line.Height, ref random);
        var contrast = random.Between((float)options.MinimumContrast, 1);
        var pixels = new byte[ink.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(255 * paper[i] * (1 - (contrast * ink[i])), 0, 255);
        }

        var image = new GrayImage(line.Width, line.Height, pixels);
        return random.Chance((float)options.JpegProbability)
            ? JpegNoise.Apply(image, options.MinimumJpegQuality + random.Below(101 - options.MinimumJpegQuality))
            : image;
    }

    // Brightness of every pixel, as a share of white.
    private float[] Paper(int width, int height, ref CounterRandom random)
    {
        var brightness = random.Between((float)options.MinimumBrightness, 1);
        var shading = new SmoothNoise(width / (2f * height), ref random);
        var down = random.Between(-1, 1) * (float)options.Shading / 2;
        var grain = random.Between(0, (float)options.Grain);
        var ruling = random.Chance((float)options.RulingProbability) ? random.Between(0.05f, 0.3f) : 0;
        var spacing = ruling > 0 ? Math.Max(4, (int)(height * random.Between(0.2f, 1))) : 1;
        var first = ruling > 0 ? random.Below(spacing) : 0;
        var squared = ruling > 0 && random.Chance(0.5f);
        var paper = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var value = brightness + ((float)options.Shading / 2 * shading.At(x / (2f * height))) + (down * ((2f * y / height) - 1));
                // The sum of four even numbers is close to a normal one; its standard deviation is √(4/3).
                value += grain * 0.866f * (random.Between(-1, 1) + random.Between(-1, 1) + random.Between(-1, 1) + random.Between(-1, 1));
                var isRuled = ruling > 0 && (y % spacing == first || (squared && x % spacing == first));
                paper[(y * width) + x] = Math.Clamp(isRuled ? value * (1 - ruling) : value, 0, 1);
            }
        }

        return paper;
    }

    // The same line from behind: mirrored, faint.
    private static void Bleed(float[] ink, int width, int height, float strength)
    {
        for (var y = 0; y < height; y++)
        {
            var row = ink.AsSpan(y * width, width);
            for (var x = 0; x < width / 2; x++)
            {
                var (left, right) = (row[x], row[width - 1 - x]);
                row[x] = Math.Max(left, strength * right);
                row[width - 1 - x] = Math.Max(right, strength * left);
            }
        }
    }

    private static void Blur(float[] ink, int width, int height, float weight)
    {
        var along = new float[ink.Length];
        for (var i = 0; i < ink.Length; i++)
        {
            var x = i % width;
            along[i] = ((1 - (2 * weight)) * ink[i]) + (weight * (ink[x > 0 ? i - 1 : i] + ink[x < width - 1 ? i + 1 : i]));
        }

        for (var i = 0; i < ink.Length; i++)
        {
            var y = i / width;
            ink[i] = ((1 - (2 * weight)) * along[i]) + (weight * (along[y > 0 ? i - width : i] + along[y < height - 1 ? i + width : i]));
        }
    }
}
