using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Formats;

/// <summary>The line as the network sees it, and under it each character that was read, as wide as the columns that spell it.</summary>
internal sealed class LinePanel(LineInspection inspection) : IInspectionPanel
{
    private const double LetterHeight = 24;

    /// <inheritdoc/>
    public double Height => ImageHeight + LetterHeight;

    private double ImageHeight => InspectionSvg.Scale * inspection.Line.Height;

    /// <inheritdoc/>
    public void Draw(InspectionCanvas canvas, double top)
    {
        canvas.Image(Picture(inspection.Line), top, ImageHeight);
        var columns = (double)inspection.Scores.ColumnCount;
        foreach (var character in inspection.Reading.Characters)
        {
            var (left, right) = (canvas.X(character.FirstColumn / columns), canvas.X((character.LastColumn + 1) / columns));
            var name = Figures.Show(character.Text);
            canvas.Box("extent", left, top + ImageHeight + 2, right, top + Height, Figures.Format($"{name} {character.Probability:0.00}"));
            canvas.Text((left + right) / 2, top + Height - 7, "letter", name);
        }
    }

    private static ColourImage Picture(ColumnSequence line)
    {
        var pixels = new byte[line.ColumnCount * line.Height];
        for (var x = 0; x < line.ColumnCount; x++)
        {
            for (var y = 0; y < line.Height; y++)
            {
                pixels[(y * line.ColumnCount) + x] = (byte)(255 * (1 - Math.Clamp(line.Column(x)[y], 0, 1)));
            }
        }

        return new ColourImage(new GrayImage(line.ColumnCount, line.Height, pixels));
    }
}
