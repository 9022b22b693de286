using System.CommandLine;

namespace HandwritingLstm.Benchmarks;

/// <summary>Speed and memory of what we claim to be fast at, each beside its rivals in the same run.</summary>
internal static class Program
{
    private const string DefaultTruth = "samples/lines/truth.csv";

    public static int Main(string[] args)
    {
        var truth = new Option<string>("--truth")
        {
            Description = "Ground truth whose lines are trained on and read.",
            DefaultValueFactory = _ => DefaultTruth,
        };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each rival, interleaved; their median counts.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 = all cores.", DefaultValueFactory = _ => 0 };
        var lines = new Option<int>("--lines") { Description = "Lines to read.", DefaultValueFactory = _ => 10_000 };
        var steps = new Option<int>("--steps") { Description = "Steps of training.", DefaultValueFactory = _ => 2_000 };
        var evaluated = new Option<int>("--lines") { Description = "Lines to evaluate.", DefaultValueFactory = _ => 100_000 };
        var pages = new Option<string>("--pages")
        {
            Description = "A folder of folders of page images (.jpg) with PAGE or ALTO files beside them.",
            DefaultValueFactory = _ => "../shared/data/pages",
        };
        var recipes = new Option<string>("--recipes") { Description = "A folder of recipes.", DefaultValueFactory = _ => "training/recipes" };
        var everyPage = new Option<bool>("--every-page") { Description = "Print a row for every page too." };
        var overlays = new Option<string?>("--overlays") { Description = "A folder for images that show what was found." };
        var languageModel = new Option<string?>("--lm") { Description = "The language model; without one, one of the ground truth's texts." };
        var lexicon = new Option<string?>("--lexicon") { Description = "Words that are known." };
        var program = new Option<string>("--program") { Description = "The program htr to start.", DefaultValueFactory = _ => "publish/htr" };

        var root = new RootCommand("Benchmarks of HandwritingLstm.")
        {
            Benchmark(
                "kernels", "Products, convolutions and cells beside the processor's peak.", [rounds],
                parsed => KernelBenchmark.Run(parsed.GetValue(rounds))),
            Benchmark(
                "training", "Lines a second of training: ours, torch as installed, torch tuned.", [truth, rounds, threads],
                parsed => TrainingBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(rounds), ThreadCount(parsed))),
            Benchmark(
                "binding", "Our binding of libtorch beside Python's: the same network, lines and library; then tensors that 10,000 steps leave behind.", [truth, rounds, threads],
                parsed => BindingBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(rounds), ThreadCount(parsed))),
            Benchmark(
                "recognition", "Lines a second of the network: ours, torch at its best batch size.", [truth, rounds, threads],
                parsed => RecognitionBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(rounds), ThreadCount(parsed))),
            Benchmark(
                "reading", "Image files to text, whole programs: htr, tesseract --psm 7.", [truth, rounds, threads, program],
                parsed => ReadingBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(rounds), ThreadCount(parsed), parsed.GetRequiredValue(program))),
            Benchmark(
                "startup", "From the start of the program to the text of one line; memory.", [truth, rounds, program],
                parsed => StartupBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(rounds), parsed.GetRequiredValue(program))),
            Benchmark(
                "parity", "Learning curves: ours and torch from the same weights on the same batches.", [truth, steps, threads],
                parsed => ParityBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(steps), ThreadCount(parsed))),
            Benchmark(
                "cells", "Recurrent cells beside the LSTM, and the networks of all recipes.", [recipes, rounds, threads],
                parsed => CellBenchmark.Run(parsed.GetRequiredValue(recipes), parsed.GetValue(rounds), ThreadCount(parsed))),
            Benchmark(
                "soak", "The level of memory over many lines.", [truth, lines, threads],
                parsed => SoakBenchmark.Run(parsed.GetRequiredValue(truth), parsed.GetValue(lines), ThreadCount(parsed))),
            Benchmark(
                "decoding", "Lines a second of the decoders alone.", [truth, languageModel, lexicon, rounds, threads],
                parsed => DecodingBenchmark.Run(
                    parsed.GetRequiredValue(truth), parsed.GetValue(languageModel), parsed.GetValue(lexicon), parsed.GetValue(rounds), ThreadCount(parsed))),
            Benchmark(
                "evaluation", "Time and memory of an evaluation report, from two CSV files.", [evaluated],
                parsed => EvaluationBenchmark.Run(parsed.GetValue(evaluated))),
            Benchmark(
                "segmentation", "Baselines found on real pages: the measure of the cBAD competitions, seconds per page.", [pages, everyPage, overlays],
                parsed => SegmentationBenchmark.Run(parsed.GetRequiredValue(pages), parsed.GetValue(everyPage), parsed.GetValue(overlays))),
        };
        return root.Parse(args).Invoke();

        int ThreadCount(ParseResult parsed) => parsed.GetValue(threads) is > 0 and var count ? count : Environment.ProcessorCount;
    }

    private static Command Benchmark(string name, string description, Option[] options, Action<ParseResult> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(run);
        return command;
    }
}
