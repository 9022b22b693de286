using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Text;

namespace HandwritingLstm;

/// <summary>Reads images of single lines of handwriting. This file is the pipeline on one screen.</summary>
/// <remarks>
/// Graves et al., "A Novel Connectionist System for Unconstrained Handwriting Recognition", PAMI 2009:
/// columns of a normalised line → recurrent network → CTC → text.
/// Several threads may share a recogniser: the network serves them in turn.
/// </remarks>
public sealed class LineRecognizer : IDisposable
{
    private readonly ModelPanel _networks;
    private readonly IDecoder _decoder; // of what one network says
    private readonly VotingDecoder? _voting; // of what several say
    private readonly int _threads; // 0 = all cores

    /// <summary>A recogniser from a model that is loaded already.</summary>
    /// <param name="model">The model: network, weights, alphabet and preprocessing.</param>
    /// <param name="options">How it works; null = the defaults.</param>
    /// <exception cref="RecognitionException">The model's parts do not fit together, or an option is out of range.</exception>
    public LineRecognizer(Model model, RecognizerOptions? options = null)
        : this([model ?? throw new ArgumentNullException(nameof(model))], options)
    {
    }

    /// <summary>A recogniser from several models that vote on every character (<see cref="VotingDecoder"/>).</summary>
    /// <param name="models">The models, at least one, with the same alphabet; one is no vote, and read as ever.</param>
    /// <param name="options">How it works; null = the defaults. Several models are always read with a search.</param>
    /// <exception cref="RecognitionException">The models do not fit each other, the parts of one do not fit together, or an option is out of range.</exception>
    public LineRecognizer(IReadOnlyList<Model> models, RecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
        {
            throw new ArgumentException("There is no model to read with.", nameof(models));
        }

        options ??= new RecognizerOptions();
        options.Validate();

        Model = models[0];
        var alphabet = Model.Alphabet;
        var language = options.LanguageModel is null ? null : LanguageModelStore.Load(options.LanguageModel);
        var lexicon = options.Lexicon is null ? null : WordLexicon.Load(options.Lexicon);
        _decoder = language is null && lexicon is null && options.BeamSearch is null
            ? new BestPathDecoder(alphabet, options.ConfidenceTemperature)
            : new BeamSearchDecoder(alphabet, language, options.BeamSearch, lexicon, options.ConfidenceTemperature);
        _voting = models.Count > 1 ? new VotingDecoder(alphabet, language, options.BeamSearch, lexicon, options.ConfidenceTemperature) : null;
        _threads = options.Threads;
        _networks = new ModelPanel(models, options);
    }

    /// <summary>The model that reads; of several, the first.</summary>
    public Model Model { get; }

    /// <summary>Loads a model and gets ready to read with it.</summary>
    /// <param name="nameOrPath">A shipped model's name, such as <c>iam-ondb</c>, or a model file's path.</param>
    /// <param name="options">How the recogniser works; null = the defaults.</param>
    /// <exception cref="RecognitionException">There is no such model, it is damaged, or an option is out of range.</exception>
    public static LineRecognizer Load(string nameOrPath, RecognizerOptions? options = null) => Load([nameOrPath], options);

    /// <summary>Loads several models that vote, and gets ready to read with them.</summary>
    /// <param name="namesOrPaths">Shipped models' names or model files' paths, at least one.</param>
    /// <param name="options">How the recogniser works; null = the defaults.</param>
    /// <exception cref="RecognitionException">There is no such model, one is damaged, they do not fit each other, or an option is out of range.</exception>
    public static LineRecognizer Load(IReadOnlyList<string> namesOrPaths, RecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(namesOrPaths);
        options?.Validate();
        string[] paths = [.. namesOrPaths.Select(ModelStore.Find)];
        Model[] models = [.. paths.Select(ModelFile.Load)];
        try
        {
            return new LineRecognizer(models, options);
        }
        catch (RecognitionException problem)
        {
            throw new RecognitionException($"{string.Join(", ", paths)}: {problem.Message}", problem);
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
    public ColumnSequence Normalize(GrayImage line) => _networks.Normalize(line);

    /// <summary>The second half of reading: columns become scores, and scores become text.</summary>
    /// <param name="lines">What <see cref="Normalize"/> returned for each line.</param>
    /// <returns>The readings, in the order of <paramref name="lines"/>.</returns>
    public IReadOnlyList<LineReading> Read(IReadOnlyList<ColumnSequence> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var scores = _networks.Forward(lines); // for each line one [T, K] by each network
        if (lines.Count == 1)
        {
            return [Decode(lines[0], scores[0])]; // what starts threads takes longer than a decoder
        }

        var readings = new LineReading[lines.Count];
        ParallelLoop.Run(lines.Count, _threads, i => readings[i] = Decode(lines[i], scores[i]));
        return readings;
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();

    /// <summary>Whether a line has no ink at all: networks are trained on lines with text, and would make some up.</summary>
    internal static bool IsBlank(ColumnSequence line) => !line.Values.AsSpan().ContainsAnyExcept(0);

    private LineReading Decode(ColumnSequence line, LabelScores[] scores) =>
        IsBlank(line)
            ? new LineReading([])
            : ColumnOrder.Logical(Place(_voting?.Decode(scores) ?? _decoder.Decode(scores[0]), line, scores[0].ColumnCount), line.Direction);

    /// <summary>Finds the characters on the image: network column t covers T0 / T of the line's columns.</summary>
    private static LineReading Place(LineReading reading, ColumnSequence line, int columnCount)
    {
        var pixelsPerColumn = line.SourcePixelsPerColumn * line.ColumnCount / columnCount;
        var characters = new ReadCharacter[reading.Characters.Count];
        for (var i = 0; i < characters.Length; i++)
        {
            var character = reading.Characters[i];
            var start = MathF.Max(0, line.SourceLeft + (character.FirstColumn * pixelsPerColumn));
            var end = MathF.Max(0, line.SourceLeft + ((character.LastColumn + 1) * pixelsPerColumn));
            characters[i] = character with { Left = MathF.Min(start, end), Right = MathF.Max(start, end) };
        }

        return new LineReading(characters) { Alternatives = reading.Alternatives };
    }
}
