using System.Globalization;
using System.Text;
using HandwritingLstm.Models;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The words of a language, how frequent they are, and how frequent after which word.</summary>
/// <remarks>
/// Counted pairs with absolute discounting, else words alone: Ney, Essen and Kneser, "On structuring probabilistic dependences in
/// stochastic language modelling", Computer Speech and Language 8, 1994. As a file: a row for each word and each pair of words,
/// <c>count word [word]</c>, the words of pairs as rows of their own before them.
/// </remarks>
public sealed class WordLexicon
{
    private const double PairDiscount = 0.75;
    private const double LeastHeld = 1e-3; // for a file whose pairs are more frequent than their first words

    private readonly double[] _counts; // by word
    private readonly double[] _held; // what is left after each word for pairs never seen
    private readonly Dictionary<long, double> _pairs;
    private readonly Dictionary<long, long> _pairCounts;
    private readonly double _total;

    private WordLexicon(List<string> words, List<long> counts, Dictionary<long, long> pairs)
    {
        Words = words;
        _counts = [.. counts.Select(count => (double)count)];
        _total = _counts.Sum();
        _held = new double[words.Count];
        _pairCounts = pairs;
        _pairs = new(pairs.Count);
        Array.Fill(_held, 1);
        foreach (var (pair, count) in pairs)
        {
            var first = pair / words.Count;
            _pairs[pair] = (count - PairDiscount) / _counts[first];
            _held[first] = Math.Max(_held[first] - _pairs[pair], LeastHeld);
        }
    }

    /// <summary>The words; capitals make another word.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Number of pairs of words.</summary>
    public int PairCount => _pairs.Count;

    /// <summary>Whether words are spelt with a character: letters, the marks on them (vowels of Arabic and Hindi) and the apostrophe.</summary>
    public static bool IsOfWords(string character) =>
        character is "'" || (character is { Length: > 0 } && Rune.GetRuneAt(character, 0) is var rune && (Rune.IsLetter(rune) || IsMark(rune)));

    /// <summary>Counts words and pairs of words that only a space parts.</summary>
    /// <param name="texts">Lines or paragraphs.</param>
    /// <param name="leastCount">Rarer words are left out.</param>
    /// <param name="leastPairCount">Rarer pairs are left out.</param>
    public static WordLexicon Of(IEnumerable<string> texts, int leastCount = 2, int leastPairCount = 2)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var all = texts.Select(text => Split(text).ToArray()).ToArray();
        var numbers = all.SelectMany(words => words).Where(word => word.Length > 0).CountBy(word => word, StringComparer.Ordinal)
            .Where(pair => pair.Value >= leastCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select((pair, index) => (pair.Key, pair.Value, Index: index)).ToArray();
        var numberOf = numbers.ToDictionary(word => word.Key, word => word.Index, StringComparer.Ordinal);
        var pairs = new Dictionary<long, long>();
        foreach (var words in all)
        {
            for (var i = 1; i < words.Length; i++)
            {
                if (numberOf.TryGetValue(words[i - 1], out var first) && numberOf.TryGetValue(words[i], out var second))
                {
                    var pair = ((long)first * numbers.Length) + second;
                    pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
                }
            }
        }

        return new(
            [.. numbers.Select(word => word.Key)],
            [.. numbers.Select(word => (long)word.Value)],
            pairs.Where(pair => pair.Value >= leastPairCount).ToDictionary());
    }

    /// <summary>Loads a lexicon.</summary>
    /// <exception cref="RecognitionException">The file cannot be read, or a row is no count with one or two words.</exception>
    public static WordLexicon Load(string path)
    {
        var (words, counts, pairs) = (new List<string>(), new List<long>(), new List<(int First, int Second, long Count)>());
        var numberOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var row = 0;
        foreach (var line in Utf8File.Read(path).Split('\n').Select(line => line.Trim()))
        {
            row++;
            if (line.Length == 0)
            {
                continue;
            }

            var fields = line.Split(' ');
            if (fields.Length is < 2 or > 3 || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            {
                throw Bad($"found '{line}'; expected a count above 0, and one word or two behind spaces");
            }

            if (fields.Length == 2)
            {
                if (!numberOf.TryAdd(fields[1], words.Count))
                {
                    throw Bad($"the word '{fields[1]}' is there twice");
                }

                words.Add(fields[1]);
                counts.Add(count);
                continue;
            }

            if (!numberOf.TryGetValue(fields[1], out var first) || !numberOf.TryGetValue(fields[2], out var second))
            {
                throw Bad($"'{fields[1]} {fields[2]}' has a word without a row of its own before it");
            }

            pairs.Add((first, second, count));
        }

        return words.Count == 0
            ? throw new RecognitionException($"{path}: there is no word in it; expected rows of a count and a word.")
            : new(words, counts, pairs.GroupBy(pair => ((long)pair.First * words.Count) + pair.Second).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count)));

        RecognitionException Bad(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{path}, row {row}: {what}."));
    }

    /// <summary>Saves the lexicon whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        for (var word = 0; word < Words.Count; word++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_counts[word]} {Words[word]}"));
        }

        foreach (var (pair, count) in _pairCounts.OrderBy(pair => pair.Key))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {Words[(int)(pair / Words.Count)]} {Words[(int)(pair % Words.Count)]}"));
        }
    });

    /// <summary>The natural logarithm of a word's probability.</summary>
    /// <param name="previous">The word before it; −1 = none, or unknown.</param>
    /// <param name="word">The word.</param>
    public double LogProbability(int previous, int word)
    {
        var alone = _counts[word] / _total;
        return Math.Log(previous < 0 ? alone : _pairs.GetValueOrDefault(((long)previous * Words.Count) + word) + (_held[previous] * alone));
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // The words of a text and, as "", what stands between two that more than a space parts.
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in (text + "  ").EnumerateRunes())
        {
            var character = rune.ToString();
            if (IsOfWords(character) && !(word.Length == 0 && character is "'"))
            {
                word.Append(character);
                continue;
            }

            if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (character is not " ")
            {
                yield return "";
            }
        }
    }
}
