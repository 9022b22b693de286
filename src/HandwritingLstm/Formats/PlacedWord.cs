using System.Globalization;
using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Formats;

/// <summary>A word with its place on the page.</summary>
/// <param name="Text">The word, without white space.</param>
/// <param name="Confidence">How sure the reading is of it, 0 to 1.</param>
/// <param name="Box">Where it stands.</param>
internal sealed record PlacedWord(string Text, float Confidence, PageBox Box)
{
    /// <summary>Divides a line's reading into words.</summary>
    /// <param name="shape">The line's shape.</param>
    /// <param name="reading">What was read on it.</param>
    /// <returns>The words in logical order.</returns>
    public static IReadOnlyList<PlacedWord> Of(LineShape shape, LineReading reading)
    {
        var words = new List<PlacedWord>();
        var word = new List<ReadCharacter>();
        foreach (var character in Placed(shape, reading).Append(new ReadCharacter(" ", 0, 0, 1)))
        {
            if (!string.IsNullOrWhiteSpace(character.Text))
            {
                word.Add(character);
                continue;
            }

            if (word.Count > 0)
            {
                var whole = new LineReading([.. word]);
                words.Add(new(whole.Text, whole.Confidence, shape.Between(word.Min(c => c.Left), word.Max(c => c.Right))));
                word.Clear();
            }
        }

        return words;
    }

    /// <summary>True when a text is written from right to left: when its first letter is.</summary>
    public static bool IsRightToLeft(string text) => BidirectionalKinds.IsRightToLeft(text.EnumerateRunes().FirstOrDefault(Rune.IsLetter));

    /// <summary>A number from 0 to 1 with at most four decimals and a point: 0, 0.09, 1.</summary>
    public static string Decimal(float confidence) =>
        Math.Round((decimal)Math.Clamp(confidence, 0, 1), 4).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The characters; where their places are unknown, they share the line evenly.</summary>
    private static IEnumerable<ReadCharacter> Placed(LineShape shape, LineReading reading)
    {
        var characters = reading.Characters;
        if (characters.Any(character => character.Right > character.Left))
        {
            return characters;
        }

        var (left, step) = (shape.Baseline[0].X, (shape.Baseline[^1].X - shape.Baseline[0].X) / characters.Count);
        if (IsRightToLeft(reading.Text))
        {
            (left, step) = (shape.Baseline[^1].X, -step);
        }

        return characters.Select((character, i) => character with
        {
            Left = left + (step * (step > 0 ? i : i + 1)),
            Right = left + (step * (step > 0 ? i + 1 : i)),
        });
    }
}
