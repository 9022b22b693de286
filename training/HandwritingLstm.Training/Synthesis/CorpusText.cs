using System.Globalization;
using System.Text;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Cuts texts into lines as long as handwriting has them, with numbers, dates, sums and initials strewn in.</summary>
internal sealed class CorpusText
{
    private static readonly string[] _months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private readonly string _words;  // each with a space behind it; as strings of their own, millions would be looked through whenever garbage is collected
    private readonly int[] _beginnings; // of each word in them; the last is where they end
    private readonly Alphabet? _alphabet;

    /// <summary>A corpus.</summary>
    /// <param name="texts">Its texts.</param>
    /// <param name="alphabet">Words that it does not spell are left out; null = all words are taken.</param>
    /// <exception cref="RecognitionException">There is no word, or words cannot stand beside one another because the alphabet has no space.</exception>
    public CorpusText(IEnumerable<string> texts, Alphabet? alphabet = null)
    {
        _alphabet = alphabet;
        var (words, beginnings) = (new StringBuilder(), new List<int>());
        foreach (var text in texts.Select(TextNormalizer.Normalize))
        {
            foreach (var range in text.AsSpan().Split(' '))
            {
                if (text[range] is { Length: > 0 } word && IsSpelled(word))
                {
                    beginnings.Add(words.Length);
                    words.Append(word).Append(' ');
                }
            }
        }

        (_words, _beginnings) = (words.ToString(), [.. beginnings, words.Length]);
        if (WordCount == 0)
        {
            throw new RecognitionException(alphabet is null
                ? "The texts to draw have no word; name files with some lines of text."
                : $"The texts to draw have no word that the alphabet's {alphabet.Characters.Count} characters spell; name files in the language of the training lines.");
        }

        if (!IsSpelled(" "))
        {
            throw new RecognitionException("The training lines have no space, which lines of several words need; set synthetic.share and composed.share to 0.");
        }
    }

    private int WordCount => _beginnings.Length - 1;

    /// <summary>Reads a corpus.</summary>
    /// <param name="paths">Text files in UTF-8.</param>
    /// <param name="others">Other texts behind them.</param>
    /// <param name="alphabet">Words that it does not spell are left out; null = all words are taken.</param>
    /// <exception cref="RecognitionException">A file cannot be read or is not UTF-8, or there is no word in them.</exception>
    public static CorpusText Load(IEnumerable<string> paths, IEnumerable<string> others, Alphabet? alphabet = null) => new(paths.Select(Utf8File.Read).Concat(others), alphabet);

    /// <summary>The next line.</summary>
    /// <param name="options">Its length, and how often a pattern replaces a word.</param>
    /// <param name="random">Where the numbers come from.</param>
    public string Take(SynthesisOptions options, ref CounterRandom random)
    {
        var wanted = options.MinimumLength + random.Below(options.MaximumLength - options.MinimumLength + 1);
        var at = random.Below(WordCount);
        var line = Word(at, options, ref random);
        for (var i = 1; i < WordCount; i++)
        {
            var next = Word((at + i) % WordCount, options, ref random);
            if (line.Length + 1 + next.Length > wanted)
            {
                break;
            }

            line = $"{line} {next}";
        }

        return line.Length <= options.MaximumLength ? line : line[..options.MaximumLength].TrimEnd();
    }

    private string Word(int index, SynthesisOptions options, ref CounterRandom random) =>
        random.Chance((float)options.PatternShare) && Pattern(ref random) is var pattern && IsSpelled(pattern) ? pattern : _words[_beginnings[index]..(_beginnings[index + 1] - 1)];

    private bool IsSpelled(string text) => _alphabet?.TryEncode(text, out _, out _) ?? true;

    private static string Pattern(ref CounterRandom random) => random.Below(8) switch
    {
        0 => Number(ref random, 10),
        1 => Number(ref random, 10_000),
        2 => Number(ref random, 1_000_000, "N0"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{random.Below(1000)}.{random.Below(100):00}"),
        4 => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Below(31)} {_months[random.Below(12)]} {1700 + random.Below(330)}"),
        5 => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Below(31)}/{1 + random.Below(12)}/{random.Below(100):00}"),
        6 => string.Create(CultureInfo.InvariantCulture, $"{"£$€"[random.Below(3)]}{random.Below(1000)}"),
        _ => $"{(char)('A' + random.Below(26))}.",
    };

    private static string Number(ref CounterRandom random, int end, string format = "0") => random.Below(end).ToString(format, CultureInfo.InvariantCulture);
}
