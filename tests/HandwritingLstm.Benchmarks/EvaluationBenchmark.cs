using System.Diagnostics;
using System.Globalization;
using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Evaluation.Report;

namespace HandwritingLstm.Benchmarks;

/// <summary>Time and memory of an evaluation, from two CSV files to the whole report; the images of the lines are not there.</summary>
internal static class EvaluationBenchmark
{
    private const int WriterCount = 500;
    private const double ErrorRate = 0.08;
    private const string Letters = "eeeetttaaaooiinnsshhrrddllcummwffggyypbvkéàçœ";

    public static void Run(int lines)
    {
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Evaluation of {lines:N0} lines, from CSV to report"));
        var folder = Directory.CreateTempSubdirectory("htr-evaluation-").FullName;
        try
        {
            var (truth, predictions) = (Path.Combine(folder, "truth.csv"), Path.Combine(folder, "predictions.csv"));
            WriteFiles(truth, predictions, lines);

            var start = Stopwatch.GetTimestamp();
            var report = Timed("read and compared", () => EvaluationReport.Of(GroundTruthFile.Read(truth), PredictionsFile.Read(predictions)));
            _ = Timed("rates and intervals", () => report.Rates);
            _ = Timed("where the errors are", () => report.Profile);
            var output = Path.Combine(folder, "report");
            _ = Timed("report written", () =>
            {
                ReportFolder.Write(output, new ReportContent(report, "truth.csv", "predictions.csv"));
                return 0;
            });
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"together: {seconds:0.00} s, CER {100 * report.Overall.Cer:0.00} %, peak memory {process.PeakWorkingSet64 / 1e6:0} MB, page {new FileInfo(Path.Combine(output, ReportFolder.Page)).Length / 1e6:0.0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static T Timed<T>(string name, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s"));
        return result;
    }

    /// <summary>Lines of about 45 characters, some of them read wrong, the less sure the more.</summary>
    private static void WriteFiles(string truthPath, string predictionsPath, int lines)
    {
        var random = new Random(1);
        using var truth = new StreamWriter(truthPath);
        using var predictions = new StreamWriter(predictionsPath);
        truth.Write("image,text,writer\n");
        predictions.Write("image,text,confidence\n");
        var text = new StringBuilder();
        var reading = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            text.Clear();
            reading.Clear();
            var doubt = 2 * ErrorRate * random.NextDouble();
            for (var length = 30 + random.Next(30); text.Length < length;)
            {
                var letter = random.Next(6) == 0 && text.Length > 0 && text[^1] != ' ' ? ' ' : Letters[random.Next(Letters.Length)];
                text.Append(letter);
                switch (random.NextDouble() / doubt)
                {
                    case < 0.2:
                        break; // missed
                    case < 0.4:
                        reading.Append(letter).Append(Letters[random.Next(Letters.Length)]);
                        break;
                    case < 1:
                        reading.Append(Letters[random.Next(Letters.Length)]);
                        break;
                    default:
                        reading.Append(letter);
                        break;
                }
            }

            truth.Write(string.Create(CultureInfo.InvariantCulture, $"lines/{i:000000}.png,{text},writer-{i % WriterCount}\n"));
            predictions.Write(string.Create(CultureInfo.InvariantCulture, $"lines/{i:000000}.png,{reading},{1 - doubt:0.0000}\n"));
        }
    }
}
