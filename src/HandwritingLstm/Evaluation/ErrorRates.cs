namespace HandwritingLstm.Evaluation;

/// <summary>How well one or more lines were read: character and word errors, and lines without any.</summary>
/// <remarks>
/// Characters are Unicode code points after NFC, words are what white space separates. Rates over several lines are the
/// summed edits divided by the summed lengths, as is usual, not means of the lines' rates.
/// </remarks>
/// <param name="Characters">Edits of characters.</param>
/// <param name="Words">Edits of words.</param>
/// <param name="LineCount">Number of lines.</param>
/// <param name="CorrectLineCount">Number of lines read without an error.</param>
public sealed record ErrorRates(EditCounts Characters, EditCounts Words, long LineCount, long CorrectLineCount)
{
    /// <summary>The rates of no lines.</summary>
    public static ErrorRates None { get; } = new(default, default, 0, 0);

    /// <summary>Character error rate as a fraction, not percent; for an empty truth see <see cref="EditCounts.Rate"/>.</summary>
    public double Cer => Characters.Rate;

    /// <summary>Word error rate as a fraction, not percent; for an empty truth see <see cref="EditCounts.Rate"/>.</summary>
    public double Wer => Words.Rate;

    /// <summary>Share of the lines read without an error, 0 to 1; 0 where there are no lines.</summary>
    public double LineAccuracy => LineCount == 0 ? 0 : (double)CorrectLineCount / LineCount;

    /// <summary>The rates over the lines of both.</summary>
    public static ErrorRates operator +(ErrorRates left, ErrorRates right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Add(right);
    }

    /// <summary>The rates of one line.</summary>
    /// <param name="truth">What is written there.</param>
    /// <param name="reading">What was read.</param>
    public static ErrorRates Of(string truth, string reading)
    {
        var characters = EditDistance.Count(truth, reading);
        return new ErrorRates(characters, EditDistance.CountWords(truth, reading), 1, characters.Edits == 0 ? 1 : 0);
    }

    /// <summary>The rates over the lines of both.</summary>
    public ErrorRates Add(ErrorRates other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ErrorRates(
            Characters + other.Characters, Words + other.Words, LineCount + other.LineCount, CorrectLineCount + other.CorrectLineCount);
    }
}
