namespace HandwritingLstm.Imaging;

/// <summary>Which part of a line image every pixel of the normalised line covers.</summary>
/// <remarks>
/// Coordinates: a source pixel (x, y) goes to x' = x + slant · (y − centre row), y' = y − slope · (x' − centre column);
/// column t covers x' from <see cref="Left"/> + t · <see cref="ColumnWidth"/>, row j covers y' between two edges.
/// </remarks>
internal sealed record LinePlacement
{
    private const float TargetDeviation = 0.165f; // of the height: the ink's standard deviation over the rows
    private const float CoreDeviations = 1.3f; // the small letters lie within mean ± this many standard deviations
    private const float LeastScale = 0.8f; // of the ink box's scale: letters never get tiny …
    private const float LargestScale = 1.5f; // … and the zones above and below are never squeezed beyond recognition
    private const float LeastInkHeight = 0.25f; // of the image: a dash alone remains a dash

    /// <summary>Shear: Δx per Δy.</summary>
    public required float Slant { get; init; }

    /// <summary>Rows per column.</summary>
    public required float Slope { get; init; }

    /// <summary>The source column that levelling leaves in place.</summary>
    public required float CentreX { get; init; }

    /// <summary>The source row that shearing leaves in place.</summary>
    public required float CentreY { get; init; }

    /// <summary>x' of the left edge of column 0, in source pixels.</summary>
    public required float Left { get; init; }

    /// <summary>Source pixels per column.</summary>
    public required float ColumnWidth { get; init; }

    /// <summary>Number of columns; may exceed what is allowed.</summary>
    public required long ColumnCount { get; init; }

    /// <summary>y' of the edges between the rows, ascending, shape [height + 1].</summary>
    public required float[] RowEdges { get; init; }

    /// <summary>Places a line.</summary>
    /// <param name="strokes">Its stroke pixels, at least one.</param>
    /// <param name="slant">Its slant.</param>
    /// <param name="slope">Its slope.</param>
    /// <param name="options">Height, widening, margins and scaling.</param>
    public static LinePlacement Fit(StrokePixels strokes, float slant, float slope, LineNormalizerOptions options)
    {
        var centreX = strokes.Factor * strokes.Width / 2f;
        var centreY = strokes.Factor * strokes.Height / 2f;
        var extent = StrokeExtent.Measure(strokes, slant, slope, centreX, centreY);

        var middle = options.Height / 2f;
        var room = options.Height - (2f * options.MarginRows);
        var inkHeight = Math.Max(extent.Bottom - extent.Top, LeastInkHeight * strokes.Factor * strokes.Height);
        var scale = room / inkHeight; // target rows per source row
        float[] edges;
        if (options.VerticalScaling == VerticalScaling.Moments)
        {
            var wanted = TargetDeviation * options.Height / Math.Max(extent.Deviation, 0.01f);
            scale = Math.Clamp(wanted, LeastScale * scale, LargestScale * scale);
            edges = CoreEdges(extent, scale, middle, options);
        }
        else
        {
            var centre = (extent.Top + extent.Bottom) / 2;
            edges = new float[options.Height + 1];
            for (var j = 0; j < edges.Length; j++)
            {
                edges[j] = centre + ((j - middle) / scale);
            }
        }

        var columnScale = scale * (float)options.Widening; // columns per source column
        return new()
        {
            Slant = slant,
            Slope = slope,
            CentreX = centreX,
            CentreY = centreY,
            ColumnWidth = 1 / columnScale,
            Left = extent.Left - (options.MarginColumns / columnScale),
            ColumnCount = (long)Math.Ceiling((extent.Right - extent.Left) * (double)columnScale) + (2 * options.MarginColumns),
            RowEdges = edges,
        };
    }

    /// <summary>Edges with one scale for the small letters; ascenders and descenders too long for the rest are squeezed into it.</summary>
    private static float[] CoreEdges(StrokeExtent extent, float scale, float middle, LineNormalizerOptions options)
    {
        // At most 0.3 of the height either side of the middle belongs to the small letters.
        var half = Math.Min(CoreDeviations * extent.Deviation, 0.3f * options.Height / scale);
        var zone = middle - (half * scale) - options.MarginRows; // rows of the target above, and as many below
        var above = Math.Min(scale, zone / Math.Max(extent.Mean - half - extent.Top, 0.01f));
        var below = Math.Min(scale, zone / Math.Max(extent.Bottom - extent.Mean - half, 0.01f));
        var edges = new float[options.Height + 1];
        for (var j = 0; j < edges.Length; j++)
        {
            var fromMiddle = (j - middle) / scale; // source rows, if there were one scale only
            edges[j] = extent.Mean + (fromMiddle switch
            {
                _ when fromMiddle < -half => -half + ((fromMiddle + half) * scale / above),
                _ when fromMiddle > half => half + ((fromMiddle - half) * scale / below),
                _ => fromMiddle,
            });
        }

        return edges;
    }
}
