using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HandwritingLstm.Formats;

/// <summary>XML files, read without their document type definitions and without following references, written the same everywhere.</summary>
internal static class XmlFile
{
    /// <summary>More characters than any page needs: a file that claims more is an attack or a mistake.</summary>
    private const long MaximumCharacters = 256L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a document type definition is skipped, so an entity that it defines is unknown and never expanded.</param>
    /// <exception cref="RecognitionException">It cannot be read, is no XML, or uses an entity that XML does not define itself.</exception>
    public static XDocument Load(string path)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaximumCharacters,
        };
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = XmlReader.Create(stream, settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException problem)
        {
            throw new RecognitionException(
                $"{path}: is no well-formed XML: {problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}; export or copy it again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: cannot be read ({problem.Message.ReplaceLineEndings(" ")}).", problem);
        }
    }

    /// <summary>Writes UTF-8 without a byte order mark, with <c>\n</c>; what a reader would change, such as a line end in an attribute, is written as a reference.</summary>
    /// <param name="document">The document.</param>
    /// <param name="output">Receives it; it stays open.</param>
    /// <param name="indent">False for a document that has its own white space.</param>
    public static void Save(XDocument document, Stream output, bool indent = true)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = indent,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(output, settings))
        {
            document.Save(writer);
        }

        if (document.LastNode is not XText)
        {
            output.WriteByte((byte)'\n'); // a file that was read with its white space has its own
        }
    }

    /// <summary>A text that XML can hold: what it cannot becomes U+FFFD.</summary>
    public static string Text(string text)
    {
        var isValid = true;
        for (var i = 0; i < text.Length && isValid; i++)
        {
            isValid = XmlConvert.IsXmlChar(text[i]); // false for surrogates too, which need a second look
        }

        return isValid
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
    }

    /// <summary>A name that XML accepts as an identifier; one that is valid stays as it is.</summary>
    public static string Id(string name) => name.Length == 0 ? "_" : XmlConvert.EncodeLocalName(name)!;
}
