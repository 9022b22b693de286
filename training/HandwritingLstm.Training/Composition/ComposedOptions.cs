using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Composition;

/// <summary>How often a line says something else: a text of a corpus, put together of letters of its writer.</summary>
/// <remarks>
/// The network then learns more of the language than the training texts tell, in hands that are real. Where the recipe names pen strokes
/// (<c>data.ink</c>), letters are strokes, and lines without strokes stay what they are; otherwise letters are cut out of the normalised line images.
/// </remarks>
public sealed record ComposedOptions
{
    /// <summary>
    /// How often a line is replaced by a composed one of the same hand, 0 to 0.95; 0 = never. Whose hand it is, the ground truth's column
    /// <c>writer</c> says.
    /// </summary>
    public double Share { get; init; }

    /// <summary>Text files in UTF-8, with <c>;</c> between; words that the training lines' characters do not spell are left out.</summary>
    public string Texts { get; init; } = "";

    /// <summary>How many times over the texts of the training lines themselves, those of other hands among them, stand beside those files, 0 to 100.</summary>
    public int OwnTexts { get; init; }

    /// <summary>
    /// The model that finds the letters: a shipped one's name or a file, which reads the training lines about right. Where they are cut out of
    /// images, it has the recipe's preprocessing, but for the widening.
    /// </summary>
    public string Model { get; init; } = "";

    /// <summary>Words replaced by numbers, dates and sums, 0 to 1: texts have too few of them.</summary>
    public double PatternShare { get; init; } = 0.05;

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<ComposedOptions> Table { get; } = new OptionTable<ComposedOptions>("composed")
        .Number("share", 0, 0.95, "lines that say something else in the same hand; 0 = none", o => o.Share, (o, v) => o with { Share = v })
        .Text("texts", "text files to write lines of", o => o.Texts, (o, v) => o with { Texts = v })
        .Whole("ownTexts", 0, 100, "how many times over the training lines' own texts stand beside the files", o => o.OwnTexts, (o, v) => o with { OwnTexts = v })
        .Text("model", "the model that finds the letters", o => o.Model, (o, v) => o with { Model = v })
        .Number("patternShare", 0, 1, "words replaced by numbers, dates and sums, which texts have too few of", o => o.PatternShare, (o, v) => o with { PatternShare = v });

    /// <summary>Checks every field, and that texts and model are named where lines shall be composed.</summary>
    /// <param name="source">Where the options come from: the beginning of every message.</param>
    /// <exception cref="RecognitionException">Something is out of range or missing.</exception>
    public void Validate(string source)
    {
        Table.Validate(this, source);
        var missing = Texts.Length == 0 && OwnTexts == 0 ? "composed.texts" : Model.Length == 0 ? "composed.model" : null;
        if (Share > 0 && missing is not null)
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"{source}: \"composed.share\" is {Share}, which needs texts and a model, but \"{missing}\" is empty; fill it in, or set the share to 0."));
        }
    }
}
