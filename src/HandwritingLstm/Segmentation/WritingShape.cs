namespace HandwritingLstm.Segmentation;

/// <summary>Tells by their shape which components can be writing, and which are bars, rests of rulings, stains or drawn outlines.</summary>
internal static class WritingShape
{
    /// <summary>Whether a component can be writing.</summary>
    /// <param name="component">The component.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static bool IsPossible(InkComponent component, float height)
    {
        var (width, tall) = (component.Right - component.Left, component.Bottom - component.Top);
        var filled = component.Area / ((float)width * tall);
        var isBar = tall > 6 * height && width < 1.2f * height; // the edge of a sheet, a fold, a margin
        var isRest = tall < 0.25f * height && width > 1.5f * height; // a piece of a ruling
        var isStain = filled > 0.5f && Math.Min(width, tall) > 2.5f * height;
        var isOutline = filled < 0.03f && Math.Max(width, tall) > 15 * height;
        return !isBar && !isRest && !isStain && !isOutline;
    }
}
