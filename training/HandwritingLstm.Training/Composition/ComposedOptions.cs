using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Composition;

/// <summary>How often a line whose strokes are known says something else: a text of a corpus, put together of letters of its writer.</summary>
/// <remarks>The network then learns more of the language than the training texts tell, in hands that are real.</remarks>
public sealed record ComposedOptions
{
    /// <summary>
    /// How often a line of known strokes is replaced by a composed one of the same hand, 0 to 0.95; 0 = never. Whose hand it is, the
    /// ground truth's column <c>writer</c> says.
    /// </summary>
    public double Share { get; init; }

    /// <summary>Text files in UTF-8, with <c>;</c> between; words that the training lines' characters do not spell are left out.</summary>
    public string Texts { get; init; } = "";

    /// <summary>The model that finds the letters in the strokes: a shipped one's name or a file, which reads the training lines about right.</summary>
    public string Model { get; init; } = "";

    /// <summary>Words replaced by numbers, dates and sums, 0 to 1: texts have too few of them.</summary>
    public double PatternShare { get; init; } = 0.05;

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<ComposedOptions> Table { get; } = new OptionTable<ComposedOptions>("composed")
        .Number("share", 0, 0.95, "lines that say something else in the same hand; 0 = none", o => o.Share, (o, v) => o with { Share = v })
        .Text("texts", "text files to write lines of", o => o.Texts, (o, v) => o with { Texts = v })
        .Text("model", "the model that finds the letters in the strokes", o => o.Model, (o, v) => o with { Model = v })
        .Number("patternShare", 0, 1, "words replaced by numbers, dates and sums, which texts have too few of", o => o.PatternShare, (o, v) => o with { PatternShare = v });

    /// <summary>Checks every field, and that texts, model and strokes are named where lines shall be composed.</summary>
    /// <param name="ink">The file of strokes that the recipe names.</param>
    /// <param name="source">Where the options come from: the beginning of every message.</param>
    /// <exception cref="RecognitionException">Something is out of range or missing.</exception>
    public void Validate(string ink, string source)
    {
        Table.Validate(this, source);
        var missing = Texts.Length == 0 ? "composed.texts" : Model.Length == 0 ? "composed.model" : "data.ink";
        if (Share > 0 && (Texts.Length == 0 || Model.Length == 0 || string.IsNullOrEmpty(ink)))
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{source}: \"composed.share\" is {Share}, which needs texts, a model and pen strokes, but \"{missing}\" is empty; fill it in, or set the share to 0."));
        }
    }
}
