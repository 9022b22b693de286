using System.Globalization;

namespace HandwritingLstm.Training.History;

/// <summary>One row of a run's history: what happened in the steps since the row before.</summary>
/// <param name="Step">Steps made so far.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Minutes">Minutes trained so far.</param>
/// <param name="Lines">Lines seen so far.</param>
/// <param name="Loss">Mean loss of the steps since the last row: natural log per label.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="LinesPerSecond">Training speed since the last row, validation excluded.</param>
/// <param name="CharacterErrorRate">Validation CER as a fraction; null where nothing was validated.</param>
/// <param name="WordErrorRate">Validation WER as a fraction; null where nothing was validated.</param>
public sealed record HistoryRow(
    long Step,
    int Epoch,
    double Minutes,
    long Lines,
    double Loss,
    double LearningRate,
    double LinesPerSecond,
    double? CharacterErrorRate,
    double? WordErrorRate)
{
    /// <summary>The header of the CSV file.</summary>
    public const string Header = "step,epoch,minutes,lines,loss,learning_rate,lines_per_second,cer,wer";

    /// <summary>The row as CSV. Loss and learning rate are written in full, so two runs can be compared bit for bit.</summary>
    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Step},{Epoch},{Minutes:0.####},{Lines},{Loss:R},{LearningRate:R},{LinesPerSecond:0.#},{CharacterErrorRate:R},{WordErrorRate:R}");

    /// <summary>Reads a row of CSV; null where it is not one.</summary>
    public static HistoryRow? FromCsv(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var cells = csv.Split(',');
        return cells.Length == 9
            && long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && TryNumber(cells[2], out var minutes)
            && long.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            && TryNumber(cells[4], out var loss)
            && TryNumber(cells[5], out var learningRate)
            && TryNumber(cells[6], out var linesPerSecond)
            && TryOptional(cells[7], out var characterErrorRate)
            && TryOptional(cells[8], out var wordErrorRate)
            ? new HistoryRow(step, epoch, minutes, lines, loss, learningRate, linesPerSecond, characterErrorRate, wordErrorRate)
            : null;
    }

    private static bool TryNumber(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryOptional(string cell, out double? value)
    {
        value = TryNumber(cell, out var number) ? number : null;
        return value is not null || cell.Length == 0;
    }
}
