using System.Globalization;
using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm.Benchmarks;

/// <summary>Lines a second of the decoders, without the network.</summary>
internal static class DecodingBenchmark
{
    private const int MostLines = 500;

    public static void Run(string truth, string? languageModel, string? lexicon, int rounds, int threads)
    {
        var lines = BenchmarkLines.Load(truth, MostLines);
        var model = ModelFile.Load(ModelStore.Find(BenchmarkLines.Model));
        using var network = LineNetwork.FromTensors(model.Spec, model.Tensors, threads);
        var scores = lines.Columns.Chunk(BenchmarkLines.BatchLines).SelectMany(network.Forward).ToArray();
        var language = languageModel is null ? OfTexts(truth) : LanguageModelStore.Load(languageModel);

        Machine.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"Decoders on {scores.Length} lines of {scores.Average(line => line.ColumnCount):0} columns, {threads} threads, a language model of {language.Count:N0} n-grams"));
        List<IContender> contenders =
        [
            Beam("beam 16 with language model", 16, language, null),
            Beam("beam 64 with language model", 64, language, null),
            Beam("beam 16 alone", 16, null, null),
            new DecoderContender("best path", new BestPathDecoder(model.Alphabet), scores, threads),
        ];
        if (lexicon is not null)
        {
            contenders.Insert(1, Beam("beam 16 with language model and lexicon", 16, language, WordLexicon.Load(lexicon)));
        }

        Contest.Print("lines/s", contenders, rounds);

        DecoderContender Beam(string name, int width, CharacterLanguageModel? characters, WordLexicon? words) =>
            new(name, new BeamSearchDecoder(model.Alphabet, characters, new BeamSearchOptions { Width = width }, words), scores, threads);
    }

    private static CharacterLanguageModel OfTexts(string truth)
    {
        var texts = GroundTruthFile.Read(truth).Select(line => line.Text).ToArray();
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(texts), order: 7);
        Array.ForEach(texts, trainer.Add);
        return trainer.Train();
    }
}
