namespace HandwritingLstm.Formats;

/// <summary>A part of the drawing of an inspected line, as wide as the line.</summary>
internal interface IInspectionPanel
{
    /// <summary>Height in pixels.</summary>
    double Height { get; }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Receives it.</param>
    /// <param name="top">Its upper edge.</param>
    void Draw(InspectionCanvas canvas, double top);
}
