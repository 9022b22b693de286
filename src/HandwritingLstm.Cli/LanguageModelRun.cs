using System.Globalization;
using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Cli;

/// <summary>One run of <c>htr lm</c>, from the texts to the file.</summary>
/// <param name="error">Receives what was made.</param>
internal sealed class LanguageModelRun(TextWriter error)
{
    /// <summary>The text files and ground truths, several of one text with <c>;</c> between; or one ARPA file.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Characters in the longest n-grams.</summary>
    public required int Order { get; init; }

    /// <summary>A weight for the model of each text; empty = one model of all, or as <see cref="HeldOut"/> wants.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The file of lines that shall be probable, or several with <c>;</c> between; null = none.</summary>
    public required string? HeldOut { get; init; }

    /// <summary>How many n-grams to keep; null = all.</summary>
    public required int? MostNGrams { get; init; }

    /// <summary>Where the lexicon goes; null = nowhere.</summary>
    public required string? Words { get; init; }

    /// <summary>Makes the model and saves it.</summary>
    public void Execute(string output)
    {
        var heldOut = HeldOut is null ? null : Lines(HeldOut).ToArray();
        var model = Texts is [var single] && ArpaFile.IsArpa(single) ? ArpaFile.Load(single) : Train(heldOut);
        if (ArpaFile.IsArpa(output))
        {
            ArpaFile.Save(output, model);
        }
        else
        {
            LanguageModelFile.Save(output, model);
        }

        Say($"{output}: order {model.Order}, {model.Vocabulary.Characters.Count} characters, {model.Count:N0} n-grams");
        if (heldOut is not null)
        {
            var characters = heldOut.Sum(line => model.Vocabulary.Encode(line).Length);
            Say($"{HeldOut}: perplexity {Math.Exp(-heldOut.Sum(model.LogProbability) / characters):0.000} a character of {characters:N0}");
        }
    }

    private CharacterLanguageModel Train(IReadOnlyList<string>? heldOut)
    {
        var texts = Texts.Select(file => Lines(file).ToArray()).ToArray();
        if (Words is not null)
        {
            var lexicon = WordLexicon.Of(texts.SelectMany(lines => lines));
            lexicon.Save(Words);
            Say($"{Words}: {lexicon.Words.Count:N0} words, {lexicon.PairCount:N0} pairs");
        }

        var vocabulary = CharacterVocabulary.Of(texts.SelectMany(lines => lines));
        var parts = Weights.Count == 0 && heldOut is null
            ? [Estimate(string.Join(", ", Texts), vocabulary, [.. texts.SelectMany(lines => lines)])]
            : EstimateEach(vocabulary, texts);
        var weights = Weights.Count > 0 ? Weights : heldOut is null ? [1] : LanguageModelMixture.Weights(parts, heldOut);
        if (parts.Length > 1)
        {
            Say($"weights {string.Join(' ', weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture)))}");
        }

        var whole = LanguageModelMixture.Of(parts, weights);
        return (MostNGrams is { } most ? LanguageModelPruning.Prune(whole, most) : whole).ToModel();
    }

    private NGramEstimates[] EstimateEach(CharacterVocabulary vocabulary, string[][] texts)
    {
        var estimates = new NGramEstimates[texts.Length];
        ParallelLoop.Run(texts.Length, threads: 0, i => estimates[i] = Estimate(Texts[i], vocabulary, texts[i]));
        return estimates;
    }

    private NGramEstimates Estimate(string file, CharacterVocabulary vocabulary, IReadOnlyList<string> lines)
    {
        var trainer = new LanguageModelTrainer(vocabulary, Order);
        foreach (var line in lines)
        {
            trainer.Add(line);
        }

        try
        {
            return trainer.Estimate();
        }
        catch (RecognitionException problem)
        {
            throw new RecognitionException($"{file}: {problem.Message}", problem);
        }
    }

    private static IEnumerable<string> Lines(string files) => PathList.Split(files) is { Length: > 1 } several ? several.SelectMany(LinesOf) : LinesOf(files);

    private static IEnumerable<string> LinesOf(string file)
    {
        var rows = file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? GroundTruthFile.Read(file).Select(line => line.Text) : Utf8File.Read(file).Split('\n');
        return rows.Select(TextNormalizer.Normalize).Where(line => line.Length > 0);
    }

    private void Say(FormattableString text) => error.WriteLine($"htr: {text.ToString(CultureInfo.InvariantCulture)}");
}
