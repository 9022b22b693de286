using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace HandwritingLstm.Ink;

/// <summary>W3C InkML: the traces of a file as one line of ink. Values may be absolute, differences (') or second differences (").</summary>
/// <remarks>"Ink Markup Language (InkML)", W3C Recommendation, 20 September 2011, sections 3.1 and 3.2.</remarks>
public static class InkMl
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file cannot be read, is no InkML, or a trace has values that are no numbers.</exception>
    public static InkLine Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        XDocument document;
        try
        {
            document = XDocument.Load(path, LoadOptions.SetLineInfo);
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: the file cannot be read as XML: {problem.Message}", problem);
        }

        var root = document.Root!;
        if (!string.Equals(root.Name.LocalName, "ink", StringComparison.Ordinal))
        {
            throw new RecognitionException($"{path}: the root element is <{root.Name.LocalName}>, but InkML begins with <ink>; name another file.");
        }

        var channels = Channels(root);
        var strokes = Named(root, "trace").Where(trace => (string?)trace.Attribute("type") is not "penUp").Select(trace => Stroke(path, trace, channels)).ToList();
        if (strokes.Count == 0)
        {
            throw new RecognitionException($"{path}: the file has no <trace> of a pen on paper; there is nothing to draw.");
        }

        return new InkLine(Path.GetFileNameWithoutExtension(path), TextOf(root), HeightOf(strokes), strokes);
    }

    /// <summary>What the ink says: an annotation of the whole file, or else those of its groups of traces, one behind another; null where none tells.</summary>
    private static string? TextOf(XElement root)
    {
        var told = Named(root, "annotation").Where(annotation => (string?)annotation.Attribute("type") is "transcription" or "truth" or "text").ToArray();
        var whole = told.FirstOrDefault(annotation => annotation.Parent == root);
        var outermost = told.Where(annotation => !annotation.Parent!.Ancestors().Any(group => told.Any(other => other.Parent == group)));
        return whole is not null ? whole.Value.Trim() : told.Length > 0 ? string.Join(' ', outermost.Select(annotation => annotation.Value.Trim())) : null;
    }

    /// <summary>Elements of any namespace: files in use leave it out as often as not.</summary>
    private static IEnumerable<XElement> Named(XElement root, string name) =>
        root.Descendants().Where(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));

    /// <summary>The order of the values of a point; X and Y where the file does not tell.</summary>
    private static string[] Channels(XElement root)
    {
        string[] names = [.. (Named(root, "traceFormat").FirstOrDefault() is { } format ? Named(format, "channel") : [])
            .Select(channel => (string?)channel.Attribute("name") ?? "")];
        return names.Contains("X", StringComparer.Ordinal) && names.Contains("Y", StringComparer.Ordinal) ? names : ["X", "Y"];
    }

    private static InkStroke Stroke(string path, XElement trace, string[] channels)
    {
        var points = trace.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (points.Length == 0)
        {
            throw Bad("has no point");
        }

        var values = channels.Select(_ => new float[points.Length]).ToArray();
        var state = channels.Select(_ => default(Channel)).ToArray();
        for (var i = 0; i < points.Length; i++)
        {
            var fields = Fields(points[i]);
            if (fields.Count < channels.Length)
            {
                throw Bad(string.Create(CultureInfo.InvariantCulture, $"has {fields.Count} values in point {i + 1}, but the format says {channels.Length}"));
            }

            for (var c = 0; c < channels.Length; c++)
            {
                state[c] = state[c].Next(fields[c]) ?? throw Bad($"has the value '{fields[c]}', which is no number");
                values[c][i] = state[c].Value;
            }
        }

        return new InkStroke(Of("X")!, Of("Y")!, Scaled(Of("F")));

        float[]? Of(string name) => Array.IndexOf(channels, name) is >= 0 and var c ? values[c] : null;

        RecognitionException Bad(string what) => new(string.Create(
            CultureInfo.InvariantCulture, $"{path}, row {((IXmlLineInfo)trace).LineNumber}: the <trace> {what}; correct or remove it."));
    }

    // The force has any unit: the largest is full pressure.
    private static float[]? Scaled(float[]? force)
    {
        var most = force?.Max() ?? 0;
        return most > 0 ? Array.ConvertAll(force!, value => Math.Max(0, value) / most) : null;
    }

    // Values are separated by white space, by a sign, or by the mark of a difference.
    private static List<string> Fields(string point)
    {
        var fields = new List<string>();
        var start = 0;
        for (var i = 0; i <= point.Length; i++)
        {
            var ends = i == point.Length || char.IsWhiteSpace(point[i])
                || (i > start && point[i] is '-' or '\'' or '"' or '!' && point[i - 1] is not ('\'' or '"' or '!' or 'e' or 'E'));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                fields.Add(point[start..i]);
            }

            start = i < point.Length && char.IsWhiteSpace(point[i]) ? i + 1 : i;
        }

        return fields;
    }

    // Small letters are about a third of a line: its height is three times the median extent of the strokes.
    private static float HeightOf(List<InkStroke> strokes)
    {
        var extents = strokes.Select(stroke => stroke.Y.Max() - stroke.Y.Min()).Order().ToArray();
        var median = extents[extents.Length / 2];
        return median > 0 ? 3 * median : Math.Max(1, extents[^1]);
    }

    /// <summary>A channel's value, how fast it changes, and whether values are differences.</summary>
    private readonly record struct Channel(float Value, float Speed, char Mode)
    {
        /// <summary>The channel after one more field; null where it is no number.</summary>
        public Channel? Next(string field)
        {
            var mode = field[0] is '\'' or '"' or '!' ? field[0] : Mode;
            var digits = field.TrimStart('\'', '"', '!');
            if (!float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            return mode switch
            {
                '\'' => new Channel(Value + number, number, mode),
                '"' => new Channel(Value + Speed + number, Speed + number, mode),
                _ => new Channel(number, 0, default),
            };
        }
    }
}
