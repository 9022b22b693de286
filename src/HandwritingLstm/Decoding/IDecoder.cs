using HandwritingLstm.Ctc;

namespace HandwritingLstm.Decoding;

/// <summary>Turns label scores into text.</summary>
public interface IDecoder
{
    /// <summary>Reads one line.</summary>
    /// <param name="scores">Natural-log probabilities, shape [columns, labels]; label 0 is the blank.</param>
    /// <exception cref="ArgumentException">The scores and the alphabet differ in their number of labels.</exception>
    LineReading Decode(LabelScores scores);
}
