namespace HandwritingLstm.Segmentation;

/// <summary>Ink that hangs together: a dot, a letter, a word, or words of several lines that touch.</summary>
internal sealed class InkComponent
{
    /// <summary>A component.</summary>
    /// <param name="runs">Its runs from the top, at least one.</param>
    public InkComponent(InkRun[] runs)
    {
        Runs = runs;
        Left = runs.Min(run => run.Left);
        Right = runs.Max(run => run.Right);
        Area = runs.Sum(run => run.Length);
    }

    /// <summary>Its runs from the top.</summary>
    public IReadOnlyList<InkRun> Runs { get; }

    /// <summary>The first column.</summary>
    public int Left { get; }

    /// <summary>The column after the last.</summary>
    public int Right { get; }

    /// <summary>The first row.</summary>
    public int Top => Runs[0].Y;

    /// <summary>The row after the last.</summary>
    public int Bottom => Runs[^1].Y + 1;

    /// <summary>Number of pixels.</summary>
    public int Area { get; }
}
