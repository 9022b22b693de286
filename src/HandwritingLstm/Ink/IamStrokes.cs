using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace HandwritingLstm.Ink;

/// <summary>The stroke files of IAM-OnDB: <c>WhiteboardCaptureSession</c> with <c>StrokeSet</c>, <c>Stroke</c> and <c>Point x y time</c>.</summary>
/// <remarks>Liwicki and Bunke, "IAM-OnDB: an on-line English sentence database", ICDAR 2005, section 3.</remarks>
public static class IamStrokes
{
    /// <summary>Reads a file, which holds one line of text.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file cannot be read, or is no such file.</exception>
    public static InkLine Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        XElement root;
        try
        {
            root = XDocument.Load(path, LoadOptions.SetLineInfo).Root!;
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: the file cannot be read as XML: {problem.Message}", problem);
        }

        InkStroke[] strokes = [.. root.Elements("StrokeSet").Elements("Stroke").Select(stroke => Stroke(path, stroke))];
        if (strokes.Length == 0)
        {
            throw new RecognitionException($"{path}: the file has no <Stroke> in a <StrokeSet>; IAM-OnDB's stroke files have. Name another file.");
        }

        var line = new InkLine(Path.GetFileNameWithoutExtension(path), null, 1, strokes);
        var (_, top, _, bottom) = line.Bounds();
        return line with { Height = Math.Max(1, bottom - top) };
    }

    private static InkStroke Stroke(string path, XElement stroke)
    {
        var points = stroke.Elements("Point").ToArray();
        return points.Length > 0
            ? new InkStroke([.. points.Select(point => Number(path, point, "x"))], [.. points.Select(point => Number(path, point, "y"))])
            : throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"{path}, row {((IXmlLineInfo)stroke).LineNumber}: the <Stroke> has no <Point>; remove it."));
    }

    private static float Number(string path, XElement point, string name) =>
        float.TryParse((string?)point.Attribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}, row {((IXmlLineInfo)point).LineNumber}: {name} of the <Point> is '{(string?)point.Attribute(name)}', not a number; correct it."));
}
