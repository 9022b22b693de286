using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Page image → <see cref="StrokeMask"/>: the ink, without dark borders around the page.</summary>
internal static class PageStrokes
{
    private const double WindowShare = 0.025; // of the longer side: two or three letters of a page with 30 lines
    private const double Sensitivity = 0.15; // Sauvola's k: pencil is only this much darker than its paper

    /// <summary>Finds the strokes of a page.</summary>
    public static StrokeMask Find(GrayImage image)
    {
        var window = Math.Max(15, (int)(WindowShare * Math.Max(image.Width, image.Height))) | 1;
        var binary = Binarizer.Sauvola(image, window, Sensitivity);
        var strokes = new StrokeMask(image.Width, image.Height);
        for (var i = 0; i < strokes.Pixels.Length; i++)
        {
            strokes.Pixels[i] = binary.Pixels[i] == 0;
        }

        DarkBorder.Clear(strokes, image);
        return strokes;
    }
}
