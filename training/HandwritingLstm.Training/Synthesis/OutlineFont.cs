using System.Collections.Concurrent;
using System.Text;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>A font whose letters are wanted as outlines: TTF, OTF or WOFF 1.0, shaped by HarfBuzz.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed unsafe class OutlineFont : IDisposable
{
    private readonly nint _face;
    private readonly nint _font;
    private readonly float _scale; // em per font unit
    private readonly ConcurrentDictionary<uint, GlyphOutline> _glyphs = new();

    private OutlineFont(string name, string folder, nint face)
    {
        Name = name;
        Folder = folder;
        _face = face;
        _font = HarfBuzzLibrary.hb_font_create(face);
        _scale = 1f / HarfBuzzLibrary.hb_face_get_upem(face);
    }

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>The file's folder.</summary>
    public string Folder { get; }

    /// <summary>Loads a font.</summary>
    /// <exception cref="RecognitionException">The file is no font, or HarfBuzz is not installed or too old.</exception>
    public static OutlineFont Load(string path)
    {
        var file = WoffFile.ReadFont(path);
        nint face;
        try
        {
            GlyphPen.Prepare();
            fixed (byte* bytes = file)
            {
                var blob = HarfBuzzLibrary.hb_blob_create(bytes, (uint)file.Length, HarfBuzzLibrary.MemoryDuplicate, 0, 0);
                face = HarfBuzzLibrary.hb_face_create(blob, 0);
                HarfBuzzLibrary.hb_blob_destroy(blob);
            }
        }
        catch (EntryPointNotFoundException problem)
        {
            throw new RecognitionException(
                "Lines cannot be drawn with fonts because HarfBuzz (libharfbuzz.so.0) is older than 4.0 on this machine; install a later one, such as that of Debian 12.", problem);
        }
        catch (DllNotFoundException problem)
        {
            throw new RecognitionException(
                "Lines cannot be drawn with fonts because HarfBuzz (libharfbuzz.so.0) is not installed; install it with: apt-get install libharfbuzz0b", problem);
        }

        if (HarfBuzzLibrary.hb_face_get_glyph_count(face) == 0)
        {
            HarfBuzzLibrary.hb_face_destroy(face);
            throw new RecognitionException($"{path}: this is no font; expected TTF, OTF or WOFF 1.0.");
        }

        return new OutlineFont(Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(Path.GetFullPath(path))!, face);
    }

    /// <summary>Whether the font has a glyph for every character but the space.</summary>
    public bool CanSpell(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            uint glyph;
            if (!Rune.IsWhiteSpace(rune) && (HarfBuzzLibrary.hb_font_get_nominal_glyph(_font, (uint)rune.Value, &glyph) == 0 || glyph == 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets a word: ligatures, kerning and contextual letters as the font has them.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Its glyphs from left to right, in em.</returns>
    public ShapedWord Shape(string word)
    {
        var buffer = HarfBuzzLibrary.hb_buffer_create();
        fixed (char* characters = word)
        {
            HarfBuzzLibrary.hb_buffer_add_utf16(buffer, characters, word.Length, 0, word.Length);
        }

        HarfBuzzLibrary.hb_buffer_guess_segment_properties(buffer);
        HarfBuzzLibrary.hb_shape(_font, buffer, 0, 0);
        uint count;
        var infos = HarfBuzzLibrary.hb_buffer_get_glyph_infos(buffer, &count);
        var positions = HarfBuzzLibrary.hb_buffer_get_glyph_positions(buffer, &count);
        var (glyphs, x) = (new List<ShapedGlyph>((int)count), 0f);
        for (var i = 0; i < count; i++)
        {
            glyphs.Add(new ShapedGlyph(Outline(infos[i].Glyph), x + (positions[i].OffsetX * _scale), positions[i].OffsetY * _scale));
            x += positions[i].AdvanceX * _scale;
        }

        HarfBuzzLibrary.hb_buffer_destroy(buffer);
        return new ShapedWord(glyphs, x);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        HarfBuzzLibrary.hb_font_destroy(_font);
        HarfBuzzLibrary.hb_face_destroy(_face);
    }

    private GlyphOutline Outline(uint glyph) => _glyphs.GetOrAdd(glyph, static (id, font) => GlyphPen.Draw(font._font, id, font._scale), this);
}
