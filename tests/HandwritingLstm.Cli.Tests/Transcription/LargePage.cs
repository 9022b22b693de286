using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>A page that takes a second and tens of megabytes to read.</summary>
internal static class LargePage
{
    private const int Copies = 8; // beside and below each other

    /// <summary>Writes the page as a PNG.</summary>
    public static string Write(string path)
    {
        var page = SamplePage.Draw(7);
        var (width, height) = (page.Width * Copies, page.Height * Copies);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var copy = 0; copy < Copies; copy++)
            {
                page.Row(y % page.Height).CopyTo(pixels.AsSpan((y * width) + (copy * page.Width)));
            }
        }

        ImageFile.SavePng(new GrayImage(width, height, pixels), path);
        return path;
    }
}
