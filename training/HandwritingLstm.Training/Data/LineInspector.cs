using HandwritingLstm.Ctc;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Data;

/// <summary>Decides whether a line of ground truth can be used: the one place that knows what a bad line is.</summary>
/// <param name="normalizer">Turns images into columns.</param>
/// <param name="spec">The network whose columns must suffice for the text; null = this is not checked.</param>
/// <param name="alphabet">The alphabet that must spell the text; null = the text is not looked at, as a line is read for validation.</param>
/// <param name="maximumColumns">The widest line allowed, in columns after normalisation.</param>
public sealed class LineInspector(LineNormalizer normalizer, NetworkSpec? spec, Alphabet? alphabet, int maximumColumns)
{
    /// <summary>Loads and checks a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="loaded">The line, if it is good.</param>
    /// <returns>What is wrong with it; null if it is good.</returns>
    public LintIssue? Inspect(GroundTruthLine line, out LoadedLine? loaded)
    {
        ArgumentNullException.ThrowIfNull(line);
        loaded = null;
        var text = TextNormalizer.Normalize(line.Text);
        if (alphabet is not null && text.Length == 0)
        {
            return Issue(LintKind.EmptyText, "the text is empty; write what the line says or remove the row.");
        }

        int[] labels = [];
        if (alphabet is not null && !alphabet.TryEncode(ColumnOrder.Of(text, normalizer.Direction), out labels, out var unknown))
        {
            return Issue(
                LintKind.UnknownCharacter,
                $"the text has \"{unknown}\", which is not among the alphabet's {alphabet.Characters.Count} characters; correct the text or train with a larger alphabet.");
        }

        ColumnSequence columns;
        try
        {
            columns = normalizer.Normalize(ImageFile.Load(line.ImagePath));
        }
        catch (RecognitionException exception)
        {
            return Issue(LintKind.UnreadableImage, exception.Message);
        }

        if (alphabet is not null && !columns.Values.AsSpan().ContainsAnyExcept(0f))
        {
            return Issue(LintKind.UnreadableImage, "the image shows no ink; is it blank, or white on black?");
        }

        if (columns.ColumnCount > maximumColumns)
        {
            return Issue(
                LintKind.Oversized,
                $"the line is {columns.ColumnCount} columns wide after normalisation, but at most {maximumColumns} are allowed; is it a whole page? Cut it or raise training.maximumColumns.");
        }

        var minimum = labels.Length == 0 ? 0 : CtcLoss.MinimumColumns(labels);
        if (spec is not null && labels.Length > 0 && spec.ColumnCountFor(columns.ColumnCount) is var count && count < minimum)
        {
            return Issue(
                LintKind.TooNarrow,
                $"the network sees {count} columns of the image, but CTC needs {minimum} for this text of {labels.Length} characters; does the text belong to the image?");
        }

        loaded = new LoadedLine(line, columns, labels, minimum);
        return null;

        LintIssue Issue(LintKind kind, string reason) => new(line.Source, line.Image, line.Row, kind, reason);
    }
}
