using System.Runtime.InteropServices;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>The entry points of HarfBuzz (4.0 and later) that are used; names and arguments as in its hb.h.</summary>
internal static unsafe partial class HarfBuzzLibrary
{
    /// <summary>For <see cref="hb_blob_create"/>: the library copies the bytes.</summary>
    public const int MemoryDuplicate = 0;

    private const string Library = "libharfbuzz.so.0";

    [LibraryImport(Library)]
    public static partial nint hb_blob_create(byte* data, uint length, int mode, nint userData, nint destroy);

    [LibraryImport(Library)]
    public static partial void hb_blob_destroy(nint blob);

    [LibraryImport(Library)]
    public static partial nint hb_face_create(nint blob, uint index);

    [LibraryImport(Library)]
    public static partial uint hb_face_get_upem(nint face);

    [LibraryImport(Library)]
    public static partial uint hb_face_get_glyph_count(nint face);

    [LibraryImport(Library)]
    public static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    public static partial nint hb_font_create(nint face);

    [LibraryImport(Library)]
    public static partial void hb_font_destroy(nint font);

    [LibraryImport(Library)]
    public static partial int hb_font_get_nominal_glyph(nint font, uint codePoint, uint* glyph);

    [LibraryImport(Library)]
    public static partial void hb_font_get_glyph_shape(nint font, uint glyph, nint drawFunctions, nint drawData);

    [LibraryImport(Library)]
    public static partial nint hb_buffer_create();

    [LibraryImport(Library)]
    public static partial void hb_buffer_destroy(nint buffer);

    [LibraryImport(Library)]
    public static partial void hb_buffer_add_utf16(nint buffer, char* text, int length, uint offset, int count);

    [LibraryImport(Library)]
    public static partial void hb_buffer_guess_segment_properties(nint buffer);

    [LibraryImport(Library)]
    public static partial void hb_shape(nint font, nint buffer, nint features, uint featureCount);

    [LibraryImport(Library)]
    public static partial HarfBuzzGlyph* hb_buffer_get_glyph_infos(nint buffer, uint* length);

    [LibraryImport(Library)]
    public static partial HarfBuzzPosition* hb_buffer_get_glyph_positions(nint buffer, uint* length);

    [LibraryImport(Library)]
    public static partial nint hb_draw_funcs_create();

    [LibraryImport(Library)]
    public static partial void hb_draw_funcs_set_move_to_func(
        nint functions, delegate* unmanaged<nint, nint, nint, float, float, nint, void> function, nint userData, nint destroy);

    [LibraryImport(Library)]
    public static partial void hb_draw_funcs_set_line_to_func(
        nint functions, delegate* unmanaged<nint, nint, nint, float, float, nint, void> function, nint userData, nint destroy);

    [LibraryImport(Library)]
    public static partial void hb_draw_funcs_set_quadratic_to_func(
        nint functions, delegate* unmanaged<nint, nint, nint, float, float, float, float, nint, void> function, nint userData, nint destroy);

    [LibraryImport(Library)]
    public static partial void hb_draw_funcs_set_cubic_to_func(
        nint functions, delegate* unmanaged<nint, nint, nint, float, float, float, float, float, float, nint, void> function, nint userData, nint destroy);
}
