using HandwritingLstm.Decoding;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm;

/// <summary>How a recogniser works; the defaults suit a machine that has nothing else to do.</summary>
public sealed record RecognizerOptions
{
    /// <summary>The most threads that may be asked for.</summary>
    public const int MaxThreads = 1024;

    /// <summary>Number of threads, 0 to <see cref="MaxThreads"/>; 0 (the default) = all cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// A beam search with these weights in place of best-path decoding; null (the default) = best path, unless
    /// <see cref="LanguageModel"/> or <see cref="Lexicon"/> names something that needs a search.
    /// </summary>
    public BeamSearchOptions? BeamSearch { get; init; }

    /// <summary>A character language model: the name of a shipped one, or a file (<see cref="LanguageModelFile"/>, or <c>.arpa</c>); null (the default) = none.</summary>
    public string? LanguageModel { get; init; }

    /// <summary>The file of a <see cref="WordLexicon"/>; null (the default) = none.</summary>
    public string? Lexicon { get; init; }

    /// <summary>
    /// How far a character's probability is believed, 0.05 to 100: above 1 less than the network says, below 1 more; null (the default) = as
    /// fitted to the shipped model. <see cref="DecoderTuning.ConfidenceTemperature"/> fits another.
    /// </summary>
    public double? ConfidenceTemperature { get; init; }

    /// <summary>
    /// In how many views a network sees every line before it is read, 1 (the default: as it is) to <see cref="LineView.MaximumCount"/>.
    /// N views take N times as long.
    /// </summary>
    public int Views { get; init; } = 1;

    /// <summary>Builds another engine with a model's weights, such as one for a GPU; null (the default) = the managed engine.</summary>
    public Func<Model, ILineScorer>? Scorer { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="RecognitionException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Threads is < 0 or > MaxThreads)
        {
            throw new RecognitionException($"{nameof(Threads)} is {Threads}; expected 0 (all cores) to {MaxThreads}.");
        }

        if (Views is < 1 or > LineView.MaximumCount)
        {
            throw new RecognitionException($"{nameof(Views)} is {Views}; expected 1 to {LineView.MaximumCount}.");
        }

        if (ConfidenceTemperature is not (null or (>= CharacterConfidence.LeastTemperature and <= CharacterConfidence.MostTemperature)))
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{nameof(ConfidenceTemperature)} is {ConfidenceTemperature}; expected {CharacterConfidence.LeastTemperature} to {CharacterConfidence.MostTemperature}."));
        }

        BeamSearch?.Validate();
    }
}
