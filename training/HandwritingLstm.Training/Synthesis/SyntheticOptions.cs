using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Which part of the training lines is drawn with fonts, each in every epoch anew.</summary>
/// <remarks>
/// The distortion of the hand is that of <see cref="Recipe.Ink"/>, the paper that of <see cref="Recipe.Paper"/>. Synthetic lines
/// beside real ones: Krishnan and Jawahar, "Generating synthetic data for text recognition", arXiv:1608.04224, section 4.
/// </remarks>
public sealed record SyntheticOptions
{
    /// <summary>The share of an epoch's lines that is drawn, 0 to 0.95; 0 = none. The real lines are all there, whatever it is.</summary>
    public double Share { get; init; }

    /// <summary>Font files (TTF, OTF, WOFF 1.0), or folders that are searched for them, with <c>;</c> between.</summary>
    public string Fonts { get; init; } = "";

    /// <summary>Text files in UTF-8, with <c>;</c> between; words that the training lines' characters do not spell are left out.</summary>
    public string Texts { get; init; } = "";

    /// <summary>How the lines look; length, hand, paper and seed come from elsewhere.</summary>
    public SynthesisOptions Looks { get; init; } = new();

    /// <summary>The fields with their ranges and reasons.</summary>
    public static OptionTable<SyntheticOptions> Table { get; } = new OptionTable<SyntheticOptions>("synthetic")
        .Number("share", 0, 0.95, "lines drawn with fonts among all lines: other words, other letters; 0 = none", o => o.Share, (o, v) => o with { Share = v })
        .Text("fonts", "handwriting fonts, or folders with some", o => o.Fonts, (o, v) => o with { Fonts = v })
        .Text("texts", "text files to draw lines of", o => o.Texts, (o, v) => o with { Texts = v })
        .Number("patternShare", 0, 1, "words replaced by numbers, dates and sums, which texts have too few of", o => o.Looks.PatternShare, (o, v) => o with { Looks = o.Looks with { PatternShare = v } })
        .Number("maximumThinning", 0, 0.1, "fine pens, in em", o => o.Looks.MaximumThinning, (o, v) => o with { Looks = o.Looks with { MaximumThinning = v } })
        .Number("maximumEmboldening", 0, 0.1, "broad pens, in em", o => o.Looks.MaximumEmboldening, (o, v) => o with { Looks = o.Looks with { MaximumEmboldening = v } })
        .Number("jitter", 0, 0.5, "letters do not stand where the font puts them, in em", o => o.Looks.Jitter, (o, v) => o with { Looks = o.Looks with { Jitter = v } });

    /// <summary>Number of synthetic lines in an epoch.</summary>
    /// <param name="realLines">Number of real lines.</param>
    public int CountBeside(int realLines) => (int)Math.Round(realLines * Share / (1 - Share));

    /// <summary>Checks every field, and that fonts and texts are named where lines shall be drawn.</summary>
    /// <param name="source">Where the options come from: the beginning of every message.</param>
    /// <exception cref="RecognitionException">Something is out of range or missing.</exception>
    public void Validate(string source)
    {
        Table.Validate(this, source);
        if (Share > 0 && (Fonts.Length == 0 || Texts.Length == 0))
        {
            var missing = Fonts.Length == 0 ? "fonts" : "texts";
            throw new RecognitionException(FormattableString.Invariant(
                $"{source}: \"synthetic.share\" is {Share}, but \"synthetic.{missing}\" names nothing to draw {(Fonts.Length == 0 ? "with" : "of")}; name files or folders, or set the share to 0."));
        }
    }

    /// <summary>Loads fonts and texts.</summary>
    /// <param name="recipe">Has the hand, the paper and the seed.</param>
    /// <param name="alphabet">The characters that texts may have.</param>
    /// <exception cref="RecognitionException">A file cannot be read, or there is no font or no text.</exception>
    internal SyntheticLines Load(Recipe recipe, Text.Alphabet alphabet) => new(
        PathList.Split(Fonts),
        PathList.Split(Texts),
        Looks with { Hand = recipe.Ink, Paper = recipe.Paper, Seed = recipe.Training.Seed },
        alphabet);
}
