using System.CommandLine;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class PathOptionTests
{
    private static readonly Func<Command>[] _commands =
    [
        RecognizeCommand.Create, SegmentCommand.Create, TranscribeCommand.Create, EvaluateCommand.Create, SplitCommand.Create, InspectCommand.Create,
        ConvertCommand.Create, TrainCommand.Create, LintCommand.Create, SynthesizeCommand.Create, LanguageModelCommand.Create, TuneCommand.Create,
    ];

    [TestMethod]
    public void Every_option_for_a_file_or_folder_refuses_an_empty_name()
    {
        var count = 0;
        foreach (var command in _commands.Select(create => create()))
        {
            foreach (var option in command.Options.Where(option => option.HelpName is { } word && (word.Contains("FILE", StringComparison.Ordinal) || word.Contains("FOLDER", StringComparison.Ordinal))))
            {
                count++;
                Assert.AreEqual(typeof(PathOption<>), option.GetType().GetGenericTypeDefinition(), $"htr {command.Name} {option.Name}");
            }
        }

        Assert.IsGreaterThan(20, count);
    }

    [TestMethod]
    public void An_empty_name_is_a_misuse()
    {
        var run = Htr.Run("recognize", "line.png", "--output", " ");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--output is empty; expected FILE.", run.Error);
    }
}
