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
        var decoder = new DecoderOptions();
        decoder.AddTo(command);
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

            IReadOnlyList<Prediction> read;
            if (parsed.GetValue(predictions) is { } file)
            {
                read = PredictionsFile.Read(file);
            }
            else
            {
                var options = decoder.Complete(parsed, new RecognizerOptions { Threads = parsed.GetValue(threads) });
                using var recognizer = LineRecognizer.Load(parsed.GetValue(model) ?? SharedOptions.DefaultModel, options);
                read = Read(new LineBatchReader(recognizer, options.Threads), lines, parsed.GetValue(predictionsOut), console.Error);
            }

            var report = EvaluationReport.Of(lines, read);
            report.WriteText(console.Output, parsed.GetValue(worst));
            return report.Missing.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Reads the images of the ground truth; what cannot be read is reported, and missing from the predictions.</summary>
    private static List<Prediction> Read(
        LineBatchReader reader, IReadOnlyList<GroundTruthLine> truth, string? predictionsOut, TextWriter error)
    {
        using var file = predictionsOut is null ? null : new OutputFile(predictionsOut);
        var csv = file is null ? null : new ReadingCsv(file.Writer);
        var predictions = new List<Prediction>();
        foreach (var line in reader.Read([.. truth.Select(line => new ImageSource(line.Image, line.ImagePath))]))
        {
            if (line.Reading is null)
            {
                error.WriteLine($"htr: {line.Problem}");
                continue;
            }

            csv?.Write(line.Name, line.Reading);
            predictions.Add(new Prediction(line.Name, line.Reading.Text, line.Reading.Confidence, Row: 0));
        }

        file?.Commit();
        return predictions;
    }
}
