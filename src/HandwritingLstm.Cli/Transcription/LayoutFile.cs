using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>A PAGE or ALTO file beside an image: its lines are read where it has some, and results are written into a copy of it.</summary>
internal static class LayoutFile
{
    // Scans of other resolutions differ by rounding, cut edges by a little more.
    private const double MostDistortion = 1.15;

    /// <summary>The layout that a file gives.</summary>
    /// <param name="path">The file; null = none.</param>
    /// <param name="width">The image's width: a file may describe a scan of another resolution.</param>
    /// <param name="height">The image's height.</param>
    /// <returns>Null where there is no file, it is of another kind, or it has no lines: then the lines must be found.</returns>
    /// <exception cref="RecognitionException">The file is damaged, or of an image of another shape.</exception>
    public static PageLayout? Load(string? path, int width, int height)
    {
        var kind = KindOf(path);
        var layout = kind is null ? null : (string.Equals(kind, "page", StringComparison.Ordinal) ? PageXml.Read(path!) : Alto.Read(path!)).Layout;
        if (layout is not null && layout.Lines.Any() && Distortion(layout, width, height) > MostDistortion)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{path} is of a page of {layout.Width}×{layout.Height} pixels, but the image has {width}×{height}: is one of them turned or cropped? Remove the file to have the lines found anew."));
        }

        var usable = layout is null ? null : Usable(PageScale.To(layout, width, height));
        return usable is not null && usable.Lines.Any() ? usable : null;
    }

    /// <summary>Writes a page: into a copy of the layout file where it is of the writer's format, else anew.</summary>
    public static void Write(IPageWriter writer, string? layoutPath, PageReading page, PageOrigin origin, Stream output)
    {
        switch (writer, KindOf(layoutPath))
        {
            case (PageXml, "page"):
                PageXml.Update(layoutPath!, page, origin, output);
                break;
            case (Alto, "alto"):
                Alto.Update(layoutPath!, page, origin, output);
                break;
            default:
                writer.Write(page, origin, output);
                break;
        }
    }

    /// <summary>How many times more a page must be stretched along one axis than along the other.</summary>
    private static double Distortion(PageLayout layout, int width, int height)
    {
        var ratio = (double)width / layout.Width / ((double)height / layout.Height);
        return Math.Max(ratio, 1 / ratio);
    }

    /// <summary>Every line with a polygon on the page; a line that lies beside it is left out, and keeps what the file says of it.</summary>
    private static PageLayout Usable(PageLayout layout)
    {
        PagePoint OnPage(PagePoint point) => new(Math.Clamp(point.X, 0, layout.Width), Math.Clamp(point.Y, 0, layout.Height));

        bool HasArea(TextLine line) =>
            line.Polygon.Max(point => point.X) - line.Polygon.Min(point => point.X) >= 1 &&
            line.Polygon.Max(point => point.Y) - line.Polygon.Min(point => point.Y) >= 1;

        return layout with
        {
            Regions =
            [
                .. layout.Regions.Select(region => region with
                {
                    Lines =
                    [
                        .. region.Lines
                            .Where(line => line.Polygon.Count >= 3 || line.Baseline.Count >= 2)
                            .Select(line => line with { Polygon = [.. new LineShape(line, layout).Polygon.Select(OnPage)] })
                            .Where(HasArea),
                    ],
                }),
            ],
        };
    }

    private static string? KindOf(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var document = XmlFile.Load(path);
        return PageXmlReader.IsPage(document) ? "page" : AltoReader.IsAlto(document) ? "alto" : null;
    }
}
