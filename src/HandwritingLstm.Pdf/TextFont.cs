using System.Globalization;
using System.Text;

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
    /// <returns>The font's number, to be referred to by a page's resources.</returns>
    public int AddTo(PdfWriter writer)
    {
        var (file, descriptor, glyphs, descendant, unicode, font) =
            (writer.NewNumber(), writer.NewNumber(), writer.NewNumber(), writer.NewNumber(), writer.NewNumber(), writer.NewNumber());
        var outlines = GlyphlessFont.Build();
        writer.Deflated(file, outlines, string.Create(CultureInfo.InvariantCulture, $"/Length1 {outlines.Length}"));
        const int FixedPitchAndSymbolic = 5;
        writer.Object(descriptor, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /GlyphlessFont /Flags {FixedPitchAndSymbolic} /FontBBox [ 0 {GlyphlessFont.Descent} {GlyphlessFont.Width} {GlyphlessFont.Ascent} ] /ItalicAngle 0 /Ascent {GlyphlessFont.Ascent} /Descent {GlyphlessFont.Descent} /CapHeight {GlyphlessFont.Ascent} /StemV 80 /FontFile2 {file} 0 R >>"));
        writer.Deflated(glyphs, GlyphOfEveryCode());
        writer.Object(descendant, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphlessFont /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW {GlyphlessFont.Width} /CIDToGIDMap {glyphs} 0 R >>"));
        writer.Deflated(unicode, Encoding.ASCII.GetBytes(ToUnicode()));
        writer.Object(font, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /GlyphlessFont /Encoding /Identity-H /DescendantFonts [ {descendant} 0 R ] /ToUnicode {unicode} 0 R >>"));
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
