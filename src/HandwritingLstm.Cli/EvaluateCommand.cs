using System.CommandLine;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Formats;
using HandwritingLstm.Training.Data;

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
        var predictions = new Option<string?>("--predictions") { Description = "Judge this CSV file image,text[,confidence].", HelpName = "FILE" };
        var model = new Option<string?>("--model", "-m")
        {
            Description = $"Read the images with this model and judge that [default: {SharedOptions.DefaultModel}]",
            HelpName = "NAME|FILE",
        };
        var worst = new Option<int>("--worst") { Description = "How many of the worst lines to show.", HelpName = "N", DefaultValueFactory = _ => 10 };
        SharedOptions.RequireRange(worst, 0, MaxWorstLines);
        var predictionsOut = new Option<string?>("--predictions-out") { Description = "Also write what the model read, as CSV.", HelpName = "FILE" };
        var threads = SharedOptions.Threads();

        var command = new Command("evaluate", "Measure CER and WER against ground truth.")
        {
            truth, split, predictions, model, worst, predictionsOut, threads,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(predictions) is null)
            {
                return;
            }

            foreach (var option in new Option<string?>[] { model, predictionsOut })
            {
                if (result.GetResult(option) is not null)
                {
                    result.AddError($"--predictions and {option.Name} exclude each other: the predictions are judged, or a model's.");
                }
            }
        });
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var lines = GroundTruthSource.Read(parsed.GetRequiredValue(truth), parsed.GetRequiredValue(split));

            var failed = 0;
            EvaluationReport report;
            if (parsed.GetValue(predictions) is { } given)
            {
                report = EvaluationReport.Of(lines, PredictionsFile.Read(given));
            }
            else
            {
                var options = new RecognizerOptions { Threads = parsed.GetValue(threads) };
                using var recognizer = LineRecognizer.Load(parsed.GetValue(model) ?? SharedOptions.DefaultModel, options);
                using var file = parsed.GetValue(predictionsOut) is { } path ? new OutputFile(path) : null;
                var csv = file is null ? null : new ReadingCsv(file.Writer);
                var read = new List<Prediction>();
                var images = lines.Select(line => new ImageSource(line.Image, line.ImagePath)).ToList();
                foreach (var line in new LineBatchReader(recognizer, options.Threads).Read(images))
                {
                    if (line.Reading is null)
                    {
                        console.Error.WriteLine($"htr: {line.Problem}");
                        failed++;
                        continue;
                    }

                    csv?.Write(line.Name, line.Reading);
                    read.Add(new Prediction(line.Name, line.Reading.Text, line.Reading.Confidence, Row: 0));
                }

                file?.Commit();
                report = EvaluationReport.Of(lines, read);
            }

            report.WriteText(console.Output, parsed.GetValue(worst));
            return failed == 0 && report.Missing.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
