using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm;

/// <summary>The networks that read a line, one or several, each with the preparation of lines that it reads with.</summary>
internal sealed class ModelPanel : IDisposable
{
    private readonly LineNormalizer[] _normalizers; // no two alike; the first is that of the first network
    private readonly int[] _normalizerOf; // [networks]
    private readonly List<ILineScorer> _networks = [];

    /// <summary>Builds the networks.</summary>
    /// <param name="models">The models, at least one, with the same alphabet.</param>
    /// <param name="options">The engine, its threads and the number of views.</param>
    /// <exception cref="RecognitionException">The parts of a model do not fit together, or a model has another alphabet than the first.</exception>
    public ModelPanel(IReadOnlyList<Model> models, RecognizerOptions options)
    {
        var preparations = new List<LineNormalizerOptions>();
        _normalizerOf = new int[models.Count];
        for (var i = 0; i < models.Count; i++)
        {
            _normalizerOf[i] = PlaceOf(PreparationOf(models[i], models), preparations);
        }

        _normalizers = [.. preparations.Select(preparation => new LineNormalizer(preparation))];
        try
        {
            foreach (var model in models)
            {
                var network = options.Scorer?.Invoke(model) ?? LineNetwork.FromTensors(model.Spec, model.Tensors, options.Threads);
                _networks.Add(options.Views == 1 ? network : new ViewScorer(network, LineView.Several(options.Views)));
            }
        }
        catch
        {
            Dispose(); // ends the threads of those that were built
            throw;
        }
    }

    /// <summary>An image becomes columns: those of the first network, which have those of the others with them.</summary>
    /// <param name="line">The line's image.</param>
    public ColumnSequence Normalize(GrayImage line)
    {
        var first = _normalizers[0].Normalize(line);
        return _normalizers.Length == 1 ? first : first.With([.. _normalizers.Skip(1).Select(normalizer => normalizer.Normalize(line))]);
    }

    /// <summary>Scores lines.</summary>
    /// <param name="lines">What <see cref="Normalize"/> returned for each.</param>
    /// <returns>For every line what each network says of it: natural-log probabilities, shape [its columns, labels].</returns>
    public LabelScores[][] Forward(IReadOnlyList<ColumnSequence> lines)
    {
        var votes = new LabelScores[_networks.Count][];
        for (var network = 0; network < votes.Length; network++)
        {
            var preparation = _normalizerOf[network];
            votes[network] = _networks[network].Forward(preparation == 0 ? lines : [.. lines.Select(line => line.Others[preparation - 1])]);
        }

        return [.. lines.Select((_, line) => Array.ConvertAll(votes, ofNetwork => ofNetwork[line]))];
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.ForEach(network => network.Dispose());

    private static LineNormalizerOptions PreparationOf(Model model, IReadOnlyList<Model> models)
    {
        var preparation = PreprocessingJson.Read(model.Preprocessing);
        if (preparation.Height != model.Spec.Height)
        {
            throw new RecognitionException(
                $"The model's preprocessing makes lines {preparation.Height} pixels high, but its network reads {model.Spec.Height}; save the model again from its run.");
        }

        var (characters, first) = (model.Alphabet.Characters, models[0].Alphabet.Characters);
        return characters.SequenceEqual(first, StringComparer.Ordinal)
            ? preparation
            : throw new RecognitionException(
                $"One model spells with {characters.Count} characters, another with {first.Count}, or in another order, so that they cannot vote; name models of one alphabet.");
    }

    private static int PlaceOf(LineNormalizerOptions preparation, List<LineNormalizerOptions> known)
    {
        for (var place = 0; place < known.Count; place++)
        {
            if (known[place] == preparation)
            {
                return place;
            }
        }

        known.Add(preparation);
        return known.Count - 1;
    }
}
