using System.CommandLine;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Cli;

/// <summary><c>htr evaluate</c>: how well lines are read, by a model or in any program's predictions.</summary>
internal static class EvaluateCommand
{
    private const int MaxWorstLines = 1_000_000;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var truth = SharedOptions.Truth();
        var split = SharedOptions.Split();
        var predictions = new PathOption<string?>("--predictions")
        {
            Description = "Judge this CSV file image,text[,confidence][,duration].",
            HelpName = "FILE",
        };
        var model = new PathOption<string?>("--model", "-m")
        {
            Description = $"Read the images with this model and judge that [default: {SharedOptions.DefaultModel}]",
            HelpName = "NAME|FILE",
        };
        var worst = new Option<int>("--worst") { Description = "How many of the worst lines to show.", HelpName = "N", DefaultValueFactory = _ => 10 };
        SharedOptions.RequireRange(worst, 0, MaxWorstLines);
        var predictionsOut = new PathOption<string?>("--predictions-out") { Description = "Also write what the model read, as CSV.", HelpName = "FILE" };
        var report = new PathOption<string?>("--report") { Description = "Also write a page for people (index.html), report.json and lines.csv into this folder.", HelpName = "FOLDER" };
        var compare = new PathOption<string?>("--compare")
        {
            Description = "Say whether this second model, or the predictions in this .csv file, are better on the same lines.",
            HelpName = "NAME|FILE",
        };
        var labels = new PathOption<string?>("--labels") { Description = "The causes given to lines in the page of an earlier report: what is each worth?", HelpName = "FILE" };
        var train = Set("--train-lines", "Lines that the model was trained on: does it read at least these?");
        var heldOut = Set("--held-out-lines", "Other lines by the writers of the training lines.");
        var target = Set("--target-lines", "Lines of the kind that the model is for, where --truth is of another.");
        var wanted = new Option<double>("--wanted-cer") { Description = "The CER that is wanted, or that people reach, as a fraction.", HelpName = "X", DefaultValueFactory = _ => 0 };
        SharedOptions.RequireRange(wanted, 0, 1);
        var threads = SharedOptions.Threads();

        var command = new Command("evaluate", "Measure CER and WER against ground truth, and say what to fix next.")
        {
            truth, split, predictions, model, worst, predictionsOut, report, compare, labels, train, heldOut, target, wanted, threads,
        };
        var decoder = new DecoderOptions(hasAlternatives: false);
        decoder.AddTo(command);
        var voting = new VotingOptions();
        voting.AddTo(command, model);
        command.Validators.Add(result =>
        {
            foreach (var option in new Option<string?>[] { model, voting.Models, predictionsOut, train, heldOut, target })
            {
                if (result.GetResult(predictions) is not null && result.GetResult(option) is not null)
                {
                    result.AddError($"--predictions and {option.Name} exclude each other: the predictions are judged, or a model's.");
                }
            }
        });
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            if (parsed.GetValue(predictions) is not null && (parsed.GetValue(compare) is not { } second || EvaluationRun.IsPredictions(second)))
            {
                decoder.RequireNone(parsed);
            }

            var run = new EvaluationRun(
                decoder.Complete(parsed, voting.Complete(parsed, new RecognizerOptions { Threads = parsed.GetValue(threads) }), voting.IsVote(parsed)), console.Output, console.Error)
            {
                Truth = parsed.GetRequiredValue(truth),
                Split = parsed.GetRequiredValue(split),
                Predictions = parsed.GetValue(predictions),
                Models = voting.ModelsOf(parsed, parsed.GetValue(model) ?? SharedOptions.DefaultModel),
                PredictionsOut = parsed.GetValue(predictionsOut),
                Second = parsed.GetValue(compare),
                Labels = parsed.GetValue(labels),
                WantedCer = parsed.GetValue(wanted),
                OtherSets =
                [
                    .. new[] { (GapStage.Training, parsed.GetValue(train)), (GapStage.HeldOut, parsed.GetValue(heldOut)), (GapStage.Target, parsed.GetValue(target)) }
                        .Where(set => set.Item2 is not null)
                        .Select(set => (set.Item1, set.Item2!)),
                ],
            };
            return run.Execute(parsed.GetValue(worst), parsed.GetValue(report));
        });
        return command;
    }

    private static PathOption<string?> Set(string name, string description) => new(name) { Description = description, HelpName = "FILE|FOLDER" };
}
