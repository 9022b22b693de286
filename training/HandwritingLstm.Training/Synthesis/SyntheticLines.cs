using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Lines of handwriting that nobody wrote: texts of a corpus, drawn with handwriting fonts.</summary>
public sealed class SyntheticLines : IDisposable
{
    private static readonly string[] _extensions = [".ttf", ".otf", ".woff"];

    private readonly OutlineFont[] _fonts;
    private readonly SyntheticHand _hand;

    /// <summary>Loads fonts and texts.</summary>
    /// <param name="fonts">Font files (TTF, OTF, WOFF 1.0), and folders that are searched for them.</param>
    /// <param name="texts">Text files in UTF-8.</param>
    /// <param name="options">How the lines look.</param>
    /// <param name="alphabet">The characters that texts may have: other words are left out; null = all.</param>
    /// <exception cref="RecognitionException">A file cannot be read, or there is no font or no text.</exception>
    public SyntheticLines(IEnumerable<string> fonts, IEnumerable<string> texts, SynthesisOptions options, Alphabet? alphabet = null)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        var corpus = CorpusText.Load(texts, [], alphabet);
        _fonts = [.. fonts.SelectMany(Find).Select(OutlineFont.Load)];
        _hand = _fonts.Length > 0
            ? new SyntheticHand(_fonts, corpus, options)
            : throw new RecognitionException("There is no font; name TTF, OTF or WOFF files, or folders with some.");
    }

    /// <summary>Number of fonts.</summary>
    public int FontCount => _fonts.Length;

    /// <summary>Draws line number <paramref name="index"/>; the same number gives the same line. Safe to call from several threads.</summary>
    /// <param name="index">The number, at least 0.</param>
    /// <exception cref="RecognitionException">No font has the characters of the texts.</exception>
    public SyntheticLine Draw(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return _hand.Write(epoch: 0, index);
    }

    /// <summary>Draws a line of a text about as long as asked for, another in every epoch. Safe to call from several threads.</summary>
    /// <param name="epoch">The epoch, at least 0; epoch 0 is not what <see cref="Draw(int)"/> draws, whose texts are as long as the options say.</param>
    /// <param name="index">The number, at least 0.</param>
    /// <param name="length">The most characters the text may have, at least 1.</param>
    /// <exception cref="RecognitionException">No font has the characters of the texts.</exception>
    public SyntheticLine Draw(int epoch, int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return _hand.Write(epoch, index, length);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_fonts, font => font.Dispose());

    // In ordinal order: another machine draws the same.
    private static IEnumerable<string> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => _extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new RecognitionException($"{path}: the folder has no font; expected TTF, OTF or WOFF 1.0 files.");
    }
}
