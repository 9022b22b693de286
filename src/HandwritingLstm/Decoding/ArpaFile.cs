using System.Globalization;
using System.Text;
using HandwritingLstm.Models;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>Language models as text, in the format of ARPA that SRILM, KenLM and kaldi read: log₁₀ probability, n-gram, log₁₀ backoff.</summary>
/// <remarks>A word of such a file is one character here; the space is <c>&lt;space&gt;</c>, the beginning of a line <c>&lt;s&gt;</c>.</remarks>
public static class ArpaFile
{
    private const string Space = "<space>";
    private const string Begin = "<s>";
    private static readonly string[] _passedOver = ["</s>", "<unk>", "<UNK>"];
    private static readonly char[] _blanks = [' ', '\t']; // a no-break space is a character

    /// <summary>Whether a file is one of these, by its name.</summary>
    public static bool IsArpa(string path) => Path.GetExtension(path).Equals(".arpa", StringComparison.OrdinalIgnoreCase);

    /// <summary>Saves a model whole or not at all.</summary>
    public static void Save(string path, CharacterLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine("\\data\\");
            for (var n = 1; n <= model.Order; n++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ngram {n}={model.Trie.Levels[n - 1].Count}"));
            }

            for (var n = 1; n <= model.Order; n++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n\\{n}-grams:"));
                var level = model.Trie.Levels[n - 1];
                foreach (var (gram, node) in model.Trie.Grams(n))
                {
                    var words = string.Join(' ', Enumerable.Range(0, n).Select(i => Word(model.Vocabulary, (byte)(gram >> (8 * (n - 1 - i))))));
                    writer.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{level.LogProbability(node) / Math.Log(10):0.0000}\t{words}{(n < model.Order ? $"\t{level.LogBackoff(node) / Math.Log(10):0.0000}" : "")}"));
                }
            }

            writer.WriteLine("\n\\end\\");
        });
    }

    /// <summary>Loads a model.</summary>
    /// <exception cref="RecognitionException">The file cannot be read or is no ARPA file; the message names the row.</exception>
    public static CharacterLanguageModel Load(string path)
    {
        var grams = new List<List<Entry>>();
        var (n, row, hasEnd) = (0, 0, false);
        foreach (var line in Utf8File.Read(path).Split('\n').Select(text => TextNormalizer.Compose(text.TrimEnd('\r').Trim(_blanks))))
        {
            row++;
            if (line.StartsWith('\\') && line.EndsWith("-grams:", StringComparison.Ordinal))
            {
                n = int.TryParse(line.AsSpan(1, line.Length - 8), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;
                grams.Add([]);
                if (n != grams.Count || n > CharacterLanguageModel.MaximumOrder)
                {
                    throw Bad($"found '{line}', but the sections follow as \\1-grams:, \\2-grams:, … up to {CharacterLanguageModel.MaximumOrder}");
                }
            }
            else if (line.StartsWith("\\end\\", StringComparison.Ordinal))
            {
                hasEnd = true;
                break;
            }
            else if (n > 0 && line.Length > 0)
            {
                grams[^1].Add(Parse(line, n) ?? throw Bad($"found '{line}', but a row is the logarithm of a probability, at most 0, {n} characters between spaces, and perhaps a weight"));
            }
        }

        if (grams.Count == 0 || !hasEnd)
        {
            throw new RecognitionException($"{path}: this is no whole ARPA file: \\1-grams: or \\end\\ is missing; name another file.");
        }

        try
        {
            return ToModel(grams);
        }
        catch (RecognitionException problem)
        {
            throw new RecognitionException($"{path}: {problem.Message}", problem);
        }

        RecognitionException Bad(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{path}, row {row}: {what}."));
    }

    private static Entry? Parse(string line, int n)
    {
        var fields = line.Split(_blanks, StringSplitOptions.RemoveEmptyEntries);
        var backoff = 0f;
        return fields.Length >= n + 1 && fields.Length <= n + 2
            && float.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var probability)
            && (fields.Length == n + 1 || float.TryParse(fields[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out backoff))
            && probability <= 0 && float.IsFinite(backoff)
                ? new Entry(fields[1..(n + 1)], probability, backoff)
                : null;
    }

    private static CharacterLanguageModel ToModel(List<List<Entry>> grams)
    {
        string[] characters = [.. grams[0]
            .Select(entry => entry.Words[0]).Where(word => word is not Begin && !_passedOver.Contains(word, StringComparer.Ordinal))
            .Select(word => word is Space ? " " : word)];
        if (Array.Find(characters, character => character.EnumerateRunes().Count() > 1) is { } longer)
        {
            throw new RecognitionException(
                $"the model is one of words, such as '{longer}', but one of characters is expected; make it of texts with {Space} for every space and spaces between all characters, or with htr lm.");
        }

        var vocabulary = new CharacterVocabulary(characters);
        var estimates = new NGramEstimates(vocabulary, grams.Count);
        for (var n = 1; n <= grams.Count; n++)
        {
            foreach (var entry in grams[n - 1])
            {
                var gram = 0ul;
                var isKnown = true;
                foreach (var word in entry.Words)
                {
                    var number = word is Begin ? CharacterVocabulary.Begin : vocabulary.NumberOf(word is Space ? " " : word);
                    isKnown &= number != CharacterVocabulary.Unknown;
                    gram = (gram << 8) | number;
                }

                if (isKnown)
                {
                    estimates.Probabilities[n - 1][gram] = Math.Pow(10, entry.Probability);
                    if (n < grams.Count)
                    {
                        estimates.Backoffs[n][gram] = Math.Pow(10, entry.Backoff);
                    }
                }
            }
        }

        return estimates.ToModel();
    }

    private static string Word(CharacterVocabulary vocabulary, byte number) =>
        number == CharacterVocabulary.Begin ? Begin : vocabulary.Characters[number - 1] is " " ? Space : vocabulary.Characters[number - 1];

    /// <summary>A row of the file.</summary>
    private sealed record Entry(string[] Words, float Probability, float Backoff);
}
