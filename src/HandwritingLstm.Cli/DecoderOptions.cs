using System.CommandLine;
using HandwritingLstm.Decoding;

namespace HandwritingLstm.Cli;

/// <summary>The options that choose a decoder, the same for every command that reads.</summary>
/// <param name="hasAlternatives">Whether the command has an output for other texts that a line may say.</param>
internal sealed class DecoderOptions(bool hasAlternatives)
{
    /// <summary>The name of the option that chooses.</summary>
    public const string Name = "--decoder";

    /// <summary>The value that asks for no search.</summary>
    public const string Greedy = "greedy";

    private const string Beam = "beam";

    private readonly Option<string?> _decoder = new(Name)
    {
        Description = "greedy: the best label of every column. beam: a search for the most probable text [default: beam with --lm, else greedy]",
    };

    private readonly PathOption<string?> _languageModel = new("--lm")
    {
        Description = "A character language model: a shipped one's name, a file as htr lm makes it, or an ARPA file.",
        HelpName = "NAME|FILE",
    };

    private readonly PathOption<string?> _lexicon = new("--lexicon")
    {
        Description = "Words that are known, as htr lm --words makes it; other words are read too.",
        HelpName = "FILE",
    };

    private readonly Option<int> _width = new("--beam-width")
    {
        Description = "Texts that the search follows at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => new BeamSearchOptions().Width,
    };

    private readonly Option<double> _weight = new("--lm-weight")
    {
        Description = "How much the language model counts.",
        HelpName = "X",
        DefaultValueFactory = _ => new BeamSearchOptions().LanguageWeight,
    };

    private readonly Option<double> _bonus = new("--character-bonus")
    {
        Description = "What every character is worth; it balances the language model, which prefers short texts.",
        HelpName = "X",
        DefaultValueFactory = _ => new BeamSearchOptions().CharacterBonus,
    };

    private readonly Option<double> _wordWeight = new("--word-weight")
    {
        Description = "How much the lexicon's words count in place of the language model's characters.",
        HelpName = "X",
        DefaultValueFactory = _ => new BeamSearchOptions().WordWeight,
    };

    private readonly Option<double> _wordBonus = new("--word-bonus")
    {
        Description = "What every word of the lexicon is worth.",
        HelpName = "X",
        DefaultValueFactory = _ => new BeamSearchOptions().WordBonus,
    };

    private readonly Option<int> _alternatives = new("--n-best")
    {
        Description = "Also give the N most probable texts, in --format json; needs a beam search and chooses it.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<double?> _temperature = new("--confidence-temperature")
    {
        Description = "How far confidences are believed, above 1 less, below 1 more; htr tune finds it [default: as fitted to the shipped model]",
        HelpName = "X",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _decoder.AcceptOnlyFromAmong(Greedy, Beam);
        foreach (var option in (Option[])[_decoder, _languageModel, _width, _weight, _bonus, _lexicon, _wordWeight, _wordBonus, _temperature, .. hasAlternatives ? [_alternatives] : (Option[])[]])
        {
            command.Add(option);
        }

        SharedOptions.RequireRange(_width, 1, BeamSearchOptions.LargestWidth);
        SharedOptions.RequireRange(_alternatives, 0, BeamSearchOptions.LargestWidth);
        SharedOptions.RequireRange(_weight, 0, BeamSearchOptions.LargestLanguageWeight);
        SharedOptions.RequireRange(_wordWeight, 0, 1);
        SharedOptions.RequireRange(_bonus, -BeamSearchOptions.LargestBonus, BeamSearchOptions.LargestBonus);
        SharedOptions.RequireRange(_wordBonus, -BeamSearchOptions.LargestBonus, BeamSearchOptions.LargestBonus);
        SharedOptions.RequireRange(_temperature, CharacterConfidence.LeastTemperature, CharacterConfidence.MostTemperature);
        command.Validators.Add(result =>
        {
            foreach (var option in new Option<string?>[] { _languageModel, _lexicon })
            {
                if (result.GetResult(option) is not null && string.Equals(result.GetValue(_decoder), Greedy, StringComparison.Ordinal))
                {
                    result.AddError($"--decoder greedy and {option.Name} exclude each other: a language needs a search.");
                }
            }

            if (hasAlternatives && result.GetValue(_alternatives) > 0 && string.Equals(result.GetValue(_decoder), Greedy, StringComparison.Ordinal))
            {
                result.AddError("--decoder greedy and --n-best exclude each other: the best path is one text.");
            }
        });
    }

    /// <summary>What the command line says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The other options of the recogniser.</param>
    /// <param name="needsSearch">Whether it is a beam search even where nothing asks for one, as a vote of several models is.</param>
    /// <exception cref="MisuseException">An option was given that would have no effect.</exception>
    public RecognizerOptions Complete(ParseResult parsed, RecognizerOptions options, bool needsSearch)
    {
        var file = parsed.GetValue(_languageModel);
        var words = parsed.GetValue(_lexicon);
        var alternatives = hasAlternatives ? parsed.GetValue(_alternatives) : 0;
        var isGreedy = string.Equals(parsed.GetValue(_decoder), Greedy, StringComparison.Ordinal);
        if (needsSearch && isGreedy)
        {
            throw new MisuseException("--decoder greedy has no effect where a search is needed; leave it out.");
        }

        var isSearch = needsSearch || file is not null || words is not null || alternatives > 0 || string.Equals(parsed.GetValue(_decoder), Beam, StringComparison.Ordinal);
        RequireEffect(parsed, isSearch, "on the best path: add --decoder beam, --lm or --lexicon", _width, _weight, _bonus, _wordWeight, _wordBonus);
        RequireEffect(parsed, words is not null, "without --lexicon", _wordWeight, _wordBonus);
        RequireEffect(parsed, words is not null || file is not null, "without --lm or --lexicon", _weight);
        return options with
        {
            LanguageModel = file,
            Lexicon = words,
            ConfidenceTemperature = parsed.GetValue(_temperature),
            BeamSearch = isSearch
                ? new BeamSearchOptions
                {
                    Width = parsed.GetValue(_width),
                    Alternatives = alternatives,
                    LanguageWeight = parsed.GetValue(_weight),
                    WordWeight = parsed.GetValue(_wordWeight),
                    WordBonus = parsed.GetValue(_wordBonus),
                    CharacterBonus = file is null && parsed.GetResult(_bonus) is not { Implicit: false } ? 0 : parsed.GetValue(_bonus),
                }
                : null,
        };
    }

    /// <summary>Other texts of a line have a place in JSON alone.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isJson">Whether JSON is written.</param>
    /// <exception cref="MisuseException">They were asked for, but have no place.</exception>
    public void RequireJson(ParseResult parsed, bool isJson) => RequireEffect(parsed, isJson, "without --format json", _alternatives);

    /// <summary>What chooses and weighs a decoder, where no line is read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="MisuseException">Such an option was given.</exception>
    public void RequireNone(ParseResult parsed) =>
        RequireEffect(parsed, isThere: false, "on --predictions, which were read already", _decoder, _languageModel, _lexicon, _width, _weight, _bonus, _wordWeight, _wordBonus, _temperature);

    private static void RequireEffect(ParseResult parsed, bool isThere, string where, params Option[] options)
    {
        if (!isThere && Array.Find(options, option => parsed.GetResult(option) is { Implicit: false }) is { } idle)
        {
            throw new MisuseException($"{idle.Name} has no effect {where}.");
        }
    }
}
