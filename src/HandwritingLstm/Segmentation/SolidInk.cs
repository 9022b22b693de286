namespace HandwritingLstm.Segmentation;

/// <summary>Removes areas of solid ink: the spine of a book, the shadow of a fold, bars.</summary>
/// <remarks>No stroke is both as long and as broad.</remarks>
internal static class SolidInk
{
    private const float LengthShare = 0.05f; // of the page's longer side
    private const float BreadthShare = 0.005f; // 10 pixels of 2000

    /// <summary>Removes solid areas.</summary>
    public static void Clear(StrokeMask strokes)
    {
        var longer = Math.Max(strokes.Width, strokes.Height);
        var (length, breadth) = (Math.Max(40, (int)(LengthShare * longer)), Math.Max(5, (int)(BreadthShare * longer)));
        var (across, down) = (Runs(strokes, isDown: false), Runs(strokes, isDown: true));
        for (var i = 0; i < across.Length; i++)
        {
            if (Math.Max(across[i], down[i]) >= length && Math.Min(across[i], down[i]) >= breadth)
            {
                strokes.Pixels[i] = false;
            }
        }
    }

    /// <summary>For every pixel of ink, the length of the run of ink it lies in.</summary>
    private static int[] Runs(StrokeMask strokes, bool isDown)
    {
        var (width, height) = (strokes.Width, strokes.Height);
        var (step, count, next, lines) = isDown ? (width, height, 1, width) : (1, width, width, height);
        var runs = new int[strokes.Pixels.Length];
        for (var line = 0; line < lines; line++)
        {
            var start = 0;
            for (var i = 0; i <= count; i++)
            {
                if (i < count && strokes.Pixels[(line * next) + (i * step)])
                {
                    continue;
                }

                for (var j = start; j < i; j++)
                {
                    runs[(line * next) + (j * step)] = i - start;
                }

                start = i + 1;
            }
        }

        return runs;
    }
}
