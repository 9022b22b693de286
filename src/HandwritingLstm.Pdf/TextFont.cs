using System.Globalization;
using System.Text;
using PdfSharp.Pdf;

namespace HandwritingLstm.Pdf;

/// <summary>The invisible font of one document: gives every character a number, and tells the reader which it stands for.</summary>
/// <remarks>
/// ISO 32000-1, sections 9.7 (composite fonts) and 9.10.3 (ToUnicode): two bytes a character, any script, also beyond
/// the Basic Multilingual Plane.
/// </remarks>
internal sealed class TextFont
{
    /// <summary>Codes are two bytes, and 0 is "missing".</summary>
    private const int MaximumCharacters = 0xFFFE;

    /// <summary>The most entries that one bfchar block may have.</summary>
    private const int BlockSize = 100;

    private readonly Dictionary<Rune, int> _codes = [];

    /// <summary>The codes of a text in hexadecimal, as the operator Tj takes it.</summary>
    public string Encode(string text)
    {
        var codes = new StringBuilder("<");
        foreach (var rune in text.EnumerateRunes())
        {
            if (!_codes.TryGetValue(rune, out var code))
            {
                code = _codes.Count < MaximumCharacters ? _codes.Count + 1 : 0;
                _codes.TryAdd(rune, code);
            }

            codes.Append(CultureInfo.InvariantCulture, $"{code:X4}");
        }

        return codes.Append('>').ToString();
    }

    /// <summary>Adds the font with all characters that were encoded so far.</summary>
    /// <returns>The font, to be referred to by a page's resources.</returns>
    public PdfDictionary AddTo(PdfDocument document)
    {
        var file = Objects.Stream(document, GlyphlessFont.Build());
        file.Elements.SetInteger("/Length1", file.Stream!.UnfilteredValue.Length);

        var descriptor = Objects.Dictionary(document, "/FontDescriptor");
        descriptor.Elements.SetName("/FontName", "/GlyphlessFont");
        descriptor.Elements.SetInteger("/Flags", 5); // fixed pitch, symbolic
        descriptor.Elements["/FontBBox"] = Objects.Array(document, 0, GlyphlessFont.Descent, GlyphlessFont.Width, GlyphlessFont.Ascent);
        descriptor.Elements.SetInteger("/ItalicAngle", 0);
        descriptor.Elements.SetInteger("/Ascent", GlyphlessFont.Ascent);
        descriptor.Elements.SetInteger("/Descent", GlyphlessFont.Descent);
        descriptor.Elements.SetInteger("/CapHeight", GlyphlessFont.Ascent);
        descriptor.Elements.SetInteger("/StemV", 80);
        descriptor.Elements["/FontFile2"] = file.Reference;

        var system = new PdfDictionary(document);
        system.Elements.SetString("/Registry", "Adobe");
        system.Elements.SetString("/Ordering", "Identity");
        system.Elements.SetInteger("/Supplement", 0);

        var descendant = Objects.Dictionary(document, "/Font");
        descendant.Elements.SetName("/Subtype", "/CIDFontType2");
        descendant.Elements.SetName("/BaseFont", "/GlyphlessFont");
        descendant.Elements["/CIDSystemInfo"] = system;
        descendant.Elements["/FontDescriptor"] = descriptor.Reference;
        descendant.Elements.SetInteger("/DW", GlyphlessFont.Width);
        descendant.Elements["/CIDToGIDMap"] = Objects.Stream(document, GlyphOfEveryCode()).Reference;

        var font = Objects.Dictionary(document, "/Font");
        font.Elements.SetName("/Subtype", "/Type0");
        font.Elements.SetName("/BaseFont", "/GlyphlessFont");
        font.Elements.SetName("/Encoding", "/Identity-H");
        font.Elements["/DescendantFonts"] = new PdfArray(document, descendant.Reference!);
        font.Elements["/ToUnicode"] = Objects.Stream(document, Encoding.ASCII.GetBytes(ToUnicode())).Reference;
        return font;
    }

    /// <summary>Glyph 1 for every code, two bytes each.</summary>
    private byte[] GlyphOfEveryCode()
    {
        var glyphs = new byte[2 * (_codes.Count + 1)];
        for (var i = 1; i < glyphs.Length; i += 2)
        {
            glyphs[i] = 1;
        }

        return glyphs;
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
            .Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
            .Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
            .Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in _codes.Where(pair => pair.Value > 0).OrderBy(pair => pair.Value).Chunk(BlockSize))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (rune, code) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
