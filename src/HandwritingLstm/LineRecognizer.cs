using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm;

/// <summary>Reads images of single lines of handwriting. This file is the pipeline on one screen.</summary>
/// <remarks>
/// Graves et al., "A Novel Connectionist System for Unconstrained Handwriting Recognition", PAMI 2009:
/// columns of a normalised line → recurrent network → CTC → text.
/// Several threads may share a recogniser: the network serves them in turn.
/// </remarks>
public sealed class LineRecognizer : IDisposable
{
    private readonly LineNormalizer _normalizer;
    private readonly ILineScorer _network;
    private readonly IDecoder _decoder;
    private readonly ParallelOptions _decoding;

    /// <summary>A recogniser from a model that is loaded already.</summary>
    /// <param name="model">The model: network, weights, alphabet and preprocessing.</param>
    /// <param name="options">How it works; null = the defaults.</param>
    /// <exception cref="RecognitionException">The model's parts do not fit together, or an option is out of range.</exception>
    public LineRecognizer(Model model, RecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new RecognizerOptions();
        options.Validate();

        var preprocessing = PreprocessingJson.Read(model.Preprocessing);
        if (preprocessing.Height != model.Spec.Height)
        {
            throw new RecognitionException(
                $"The model's preprocessing makes lines {preprocessing.Height} pixels high, but its network reads {model.Spec.Height}; save the model again from its run.");
        }

        Model = model;
        _normalizer = new LineNormalizer(preprocessing);
        _decoder = DecoderOf(model, options);
        _decoding = new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads };
        _network = options.Scorer?.Invoke(model) ?? LineNetwork.FromTensors(model.Spec, model.Tensors, options.Threads);
    }

    /// <summary>The model that reads.</summary>
    public Model Model { get; }

    /// <summary>Loads a model and gets ready to read with it.</summary>
    /// <param name="nameOrPath">A shipped model's name, such as <c>iam-ondb</c>, or a model file's path.</param>
    /// <param name="options">How the recogniser works; null = the defaults.</param>
    /// <exception cref="RecognitionException">There is no such model, it is damaged, or an option is out of range.</exception>
    public static LineRecognizer Load(string nameOrPath, RecognizerOptions? options = null)
    {
        options?.Validate();
        var path = ModelStore.Find(nameOrPath);
        var model = ModelFile.Load(path);
        try
        {
            return new LineRecognizer(model, options);
        }
        catch (RecognitionException problem)
        {
            throw new RecognitionException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>Reads the line on an image file.</summary>
    /// <param name="path">The file; of a file with several pages, the first is read.</param>
    /// <exception cref="RecognitionException">The file cannot be read as an image.</exception>
    public LineReading Read(string path) => Read(ImageFile.Load(path));

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line's image, 0 = ink … 255 = paper.</param>
    public LineReading Read(GrayImage line) => Read([line])[0];

    /// <summary>Reads several lines, which is faster than one by one.</summary>
    /// <param name="lines">The lines' images, 0 = ink … 255 = paper.</param>
    /// <returns>The readings, in the order of <paramref name="lines"/>; each is the same as when its line is read alone.</returns>
    public IReadOnlyList<LineReading> Read(IReadOnlyList<GrayImage> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Read([.. lines.Select(Normalize)]);
    }

    /// <summary>The first half of reading, which needs no network: an image becomes columns of the model's height.</summary>
    /// <param name="line">The line's image, 0 = ink … 255 = paper.</param>
    /// <returns>Columns, shape [T0, height], 0 = paper … 1 = ink.</returns>
    public ColumnSequence Normalize(GrayImage line) => _normalizer.Normalize(line);

    /// <summary>The second half of reading: columns become scores, and scores become text.</summary>
    /// <param name="lines">What <see cref="Normalize"/> returned for each line.</param>
    /// <returns>The readings, in the order of <paramref name="lines"/>.</returns>
    public IReadOnlyList<LineReading> Read(IReadOnlyList<ColumnSequence> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var scores = _network.Forward(lines); // one [T, K] for each line
        if (lines.Count == 1)
        {
            return [Decode(lines[0], scores[0])]; // what starts threads takes longer than a decoder
        }

        var readings = new LineReading[lines.Count];
        Parallel.For(0, lines.Count, _decoding, i => readings[i] = Decode(lines[i], scores[i]));
        return readings;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary>Whether a line has no ink at all: networks are trained on lines with text, and would make some up.</summary>
    internal static bool IsBlank(ColumnSequence line) => !line.Values.AsSpan().ContainsAnyExcept(0);

    private LineReading Decode(ColumnSequence line, LabelScores scores) =>
        IsBlank(line) ? new LineReading([]) : Place(_decoder.Decode(scores), line, scores.ColumnCount);

    private static IDecoder DecoderOf(Model model, RecognizerOptions options)
    {
        if (options is { LanguageModel: null, Lexicon: null })
        {
            return options.BeamSearch is null ? new BestPathDecoder(model.Alphabet) : new BeamSearchDecoder(model.Alphabet, null, options.BeamSearch);
        }

        return new BeamSearchDecoder(
            model.Alphabet,
            options.LanguageModel is null ? null : LanguageModelStore.Load(options.LanguageModel),
            options.BeamSearch,
            options.Lexicon is null ? null : WordLexicon.Load(options.Lexicon));
    }

    /// <summary>Finds the characters on the image: network column t covers T0 / T of the line's columns.</summary>
    private static LineReading Place(LineReading reading, ColumnSequence line, int columnCount)
    {
        var pixelsPerColumn = line.SourcePixelsPerColumn * line.ColumnCount / columnCount;
        var characters = new ReadCharacter[reading.Characters.Count];
        for (var i = 0; i < characters.Length; i++)
        {
            var character = reading.Characters[i];
            characters[i] = character with
            {
                Left = MathF.Max(0, line.SourceLeft + (character.FirstColumn * pixelsPerColumn)),
                Right = MathF.Max(0, line.SourceLeft + ((character.LastColumn + 1) * pixelsPerColumn)),
            };
        }

        return new LineReading(characters) { Alternatives = reading.Alternatives };
    }
}
