using HandwritingLstm.Imaging;

namespace MemoryTask;

/// <summary>Sequences to remember the beginning of: a symbol, then a gap of distractors drawn at random.</summary>
/// <remarks>
/// After task 2b of Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, section 5.2: the
/// distractors have no order that would help to hold on to the symbol. There the sequence says the symbol twice and a
/// network is asked for every next one; here it is asked once, at the end.
/// </remarks>
/// <param name="gap">Distractors in a sequence.</param>
/// <param name="seed">The same seed gives the same sequences.</param>
internal sealed class RecallSequences(int gap, int seed)
{
    /// <summary>Symbols to remember; who guesses is right once in as many sequences.</summary>
    public const int SymbolCount = 4;

    /// <summary>Symbols and distractors together: as wide is a sequence as an image.</summary>
    public const int InputCount = SymbolCount + DistractorCount;

    private const int DistractorCount = 4;

    private readonly Random _random = new(seed);

    /// <summary>Draws sequences.</summary>
    /// <param name="count">How many.</param>
    /// <returns>
    /// Sequences as images, one row a step and one pixel for each symbol, which is ink where the symbol stands; and the label
    /// of the first row's symbol, 1 to <see cref="SymbolCount"/>.
    /// </returns>
    public (ColumnSequence[] Images, int[][] Labels) Draw(int count)
    {
        var images = new ColumnSequence[count];
        var labels = new int[count][];
        var rows = gap + 1;
        for (var i = 0; i < count; i++)
        {
            var symbol = _random.Next(SymbolCount);
            var pixels = new float[InputCount * rows];
            pixels[symbol * rows] = 1;
            for (var row = 1; row < rows; row++)
            {
                pixels[((SymbolCount + _random.Next(DistractorCount)) * rows) + row] = 1;
            }

            images[i] = new ColumnSequence(InputCount, rows, pixels);
            labels[i] = [symbol + 1];
        }

        return (images, labels);
    }
}
