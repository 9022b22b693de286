using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Page image → <see cref="StrokeMask"/>: the ink, without dark borders, the edges of sheets, rulings fainter than the writing, and what shines through.</summary>
internal static class PageStrokes
{
    private const double WindowShare = 0.025; // of the longer side: two or three letters of a page with 30 lines
    private const double Sensitivity = 0.1; // Sauvola's k: pencil is only this much darker than its paper

    /// <summary>Finds the strokes of a page.</summary>
    public static StrokeMask Find(GrayImage image)
    {
        var window = Math.Max(15, (int)(WindowShare * Math.Max(image.Width, image.Height))) | 1;
        var binary = Binarizer.Sauvola(image, window, Sensitivity);
        var paper = new PaperFloor(image);
        var strokes = new StrokeMask(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            var row = strokes.Row(y);
            var levels = binary.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = levels[x] == 0;
            }

            paper.Clear(y, image.Row(y), row);
        }

        DarkBorder.Clear(strokes, image);
        SolidInk.Clear(strokes);
        InkStrength.Filter(strokes, image);
        return strokes;
    }
}
