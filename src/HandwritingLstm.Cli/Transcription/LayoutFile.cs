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
    public static PageLayout? Load(string? path, int width, int height) =>
        LoadPage(path, width, height) is { } page && Usable(page.Layout) is var layout && layout.Lines.Any() ? layout : null;

    /// <summary>The layout that a file gives, with what it says of each line: no text where it says nothing.</summary>
    /// <inheritdoc cref="Load"/>
    /// <returns>Null where there is no file, it is of another kind, or it has no lines. Lines that lie beside the image are among them, without an area.</returns>
    public static PageReading? LoadPage(string? path, int width, int height)
    {
        var kind = KindOf(path);
        var page = kind is null ? null : string.Equals(kind, "page", StringComparison.Ordinal) ? PageXml.Read(path!) : Alto.Read(path!);
        if (page is null || !page.Layout.Lines.Any())
        {
            return null;
        }

        if (Distortion(page.Layout, width, height) > MostDistortion)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{path} is of a page of {page.Layout.Width}×{page.Layout.Height} pixels, but the image has {width}×{height}: is one of them turned or cropped? Remove the file to have the lines found anew."));
        }

        return page with { Layout = OnPage(PageScale.To(page.Layout, width, height)) };
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

    /// <summary>Every line that has a place with its polygon, as far as that is on the page.</summary>
    private static PageLayout OnPage(PageLayout layout)
    {
        PagePoint Clamped(PagePoint point) => new(Math.Clamp(point.X, 0, layout.Width), Math.Clamp(point.Y, 0, layout.Height));

        return WithLines(layout, lines => lines.Select(line => line.Polygon.Count >= 3 || line.Baseline.Count >= 2
            ? line with { Polygon = [.. new LineShape(line, layout).Polygon.Select(Clamped)] }
            : line));
    }

    /// <summary>Without lines that lie beside the page, which keep what the file says of them.</summary>
    private static PageLayout Usable(PageLayout layout) => WithLines(layout, lines => lines.Where(line =>
        line.Polygon.Count >= 3 &&
        line.Polygon.Max(point => point.X) - line.Polygon.Min(point => point.X) >= 1 &&
        line.Polygon.Max(point => point.Y) - line.Polygon.Min(point => point.Y) >= 1));

    private static PageLayout WithLines(PageLayout layout, Func<IEnumerable<TextLine>, IEnumerable<TextLine>> change) =>
        layout with { Regions = [.. layout.Regions.Select(region => region with { Lines = [.. change(region.Lines)] })] };

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
