using System.CommandLine;
using System.CommandLine.Parsing;

namespace HandwritingLstm.Cli;

/// <summary>Options that several commands have in common, so that they mean the same everywhere.</summary>
internal static class SharedOptions
{
    /// <summary>The model that reads where none is named: the shipped one.</summary>
    public const string DefaultModel = "modern-latin";

    /// <summary><c>--model NAME|FILE</c>.</summary>
    public static Option<string> Model() => new PathOption<string>("--model", "-m")
    {
        Description = "A shipped model's name or a model file.",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => DefaultModel,
    };

    /// <summary><c>--truth FILE|FOLDER</c>.</summary>
    public static Option<string> Truth() => new PathOption<string>("--truth")
    {
        Description = "Ground truth: a CSV file image,text[,writer][,page][,split], or a folder of images with .gt.txt files; or several, with ; between them.",
        HelpName = "FILE|FOLDER",
        Required = true,
    };

    /// <summary><c>--split NAME</c>.</summary>
    public static Option<string> Split() => new("--split")
    {
        Description = "Only the lines of this split.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "",
    };

    /// <summary><c>--threads N</c>.</summary>
    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Number of threads; 0 = all cores. Results do not depend on it.",
            HelpName = "N",
            DefaultValueFactory = _ => new RecognizerOptions().Threads,
        };
        RequireRange(option, 0, RecognizerOptions.MaxThreads);
        return option;
    }

    /// <summary>Makes an option that does not exist a misuse, which otherwise would be taken for a file.</summary>
    /// <param name="argument">The argument that would take it.</param>
    public static void RefuseUnknownOptions(Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value is ['-', _, ..] && !Path.Exists(token.Value)))
        {
            result.AddError($"{token.Value}: there is no such option; for a file of this name write ./{token.Value}.");
        }
    });

    /// <summary>Makes a number outside a range a misuse.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    public static void RequireRange<T>(Option<T> option, T least, T most)
        where T : struct, IComparable<T> => RequireRange(option, result => result.GetValueOrDefault<T>(), least, most);

    /// <summary>Makes a number outside a range a misuse, where one is given.</summary>
    /// <inheritdoc cref="RequireRange{T}(Option{T}, T, T)"/>
    public static void RequireRange<T>(Option<T?> option, T least, T most)
        where T : struct, IComparable<T> => RequireRange(option, result => result.GetValueOrDefault<T?>() ?? least, least, most);

    private static void RequireRange<T>(Option option, Func<OptionResult, T> read, T least, T most)
        where T : struct, IComparable<T> => option.Validators.Add(result =>
    {
        if (!result.Errors.Any() && result.Tokens.Count == 1 && TryGet(result, read, out var value) &&
            (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
        {
            result.AddError($"{option.Name} is {value}; expected {least} to {most}.");
        }
    });

    /// <summary>A value that is not a number is reported by the parser, in its own words.</summary>
    private static bool TryGet<T>(OptionResult result, Func<OptionResult, T> read, out T value)
        where T : struct
    {
        try
        {
            value = read(result);
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
