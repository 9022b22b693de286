using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Takes a glyph's outline from HarfBuzz and cuts its curves into short lines.</summary>
internal sealed unsafe class GlyphPen
{
    private const int CurvePieces = 8; // of a curve: a letter 80 pixels high has curves of some 20 pixels

    private static readonly Lazy<nint> _functions = new(CreateFunctions);

    private readonly List<float[]> _contours = [];
    private readonly List<float> _points = [];
    private readonly float _scale;

    private GlyphPen(float scale) => _scale = scale;

    /// <summary>Looks for what only later versions of HarfBuzz have.</summary>
    /// <exception cref="EntryPointNotFoundException">It is older than 4.0.</exception>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static void Prepare() => _ = _functions.Value;

    /// <summary>Draws a glyph.</summary>
    /// <param name="font">HarfBuzz's font.</param>
    /// <param name="glyph">The glyph.</param>
    /// <param name="scale">Em per font unit.</param>
    public static GlyphOutline Draw(nint font, uint glyph, float scale)
    {
        var pen = new GlyphPen(scale);
        var handle = GCHandle.Alloc(pen);
        HarfBuzzLibrary.hb_font_get_glyph_shape(font, glyph, _functions.Value, GCHandle.ToIntPtr(handle));
        handle.Free();
        pen.EndContour();
        return new GlyphOutline(pen._contours);
    }

    private static nint CreateFunctions()
    {
        var functions = HarfBuzzLibrary.hb_draw_funcs_create();
        HarfBuzzLibrary.hb_draw_funcs_set_move_to_func(functions, &MoveTo, 0, 0);
        HarfBuzzLibrary.hb_draw_funcs_set_line_to_func(functions, &LineTo, 0, 0);
        HarfBuzzLibrary.hb_draw_funcs_set_quadratic_to_func(functions, &QuadraticTo, 0, 0);
        HarfBuzzLibrary.hb_draw_funcs_set_cubic_to_func(functions, &CubicTo, 0, 0);
        return functions;
    }

    private static GlyphPen Of(nint drawData) => (GlyphPen)GCHandle.FromIntPtr(drawData).Target!;

    [UnmanagedCallersOnly]
    private static void MoveTo(nint functions, nint drawData, nint state, float x, float y, nint userData)
    {
        Of(drawData).EndContour();
        Of(drawData).Add(x, y);
    }

    [UnmanagedCallersOnly]
    private static void LineTo(nint functions, nint drawData, nint state, float x, float y, nint userData) => Of(drawData).Add(x, y);

    [UnmanagedCallersOnly]
    private static void QuadraticTo(nint functions, nint drawData, nint state, float controlX, float controlY, float x, float y, nint userData)
    {
        // The cubic curve that is the same.
        var pen = Of(drawData);
        var (startX, startY) = pen.Last;
        pen.Curve(
            startX + (2f / 3 * (controlX - startX)), startY + (2f / 3 * (controlY - startY)),
            x + (2f / 3 * (controlX - x)), y + (2f / 3 * (controlY - y)), x, y);
    }

    [UnmanagedCallersOnly]
    private static void CubicTo(nint functions, nint drawData, nint state, float x1, float y1, float x2, float y2, float x, float y, nint userData) =>
        Of(drawData).Curve(x1, y1, x2, y2, x, y);

    // In font units.
    private (float X, float Y) Last => _points.Count == 0 ? default : (_points[^2] / _scale, _points[^1] / _scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(float x, float y)
    {
        _points.Add(x * _scale);
        _points.Add(y * _scale);
    }

    private void Curve(float x1, float y1, float x2, float y2, float x3, float y3)
    {
        var (x0, y0) = Last;
        for (var piece = 1; piece <= CurvePieces; piece++)
        {
            var t = piece / (float)CurvePieces;
            var (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t);
            Add((a * x0) + (b * x1) + (c * x2) + (d * x3), (a * y0) + (b * y1) + (c * y2) + (d * y3));
        }
    }

    private void EndContour()
    {
        if (_points.Count >= 6)
        {
            _contours.Add([.. _points]);
        }

        _points.Clear();
    }
}
