using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm.Cli;

/// <summary><c>htr inspect</c>: what a model is, or how it reads a line.</summary>
internal static class InspectCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var subject = new Argument<string>("subject")
        {
            Description = "A shipped model's name or a model file; with --model or --output the image of a line.",
            HelpName = "MODEL|LINE",
        };
        SharedOptions.RefuseUnknownOptions(subject);
        var model = SharedOptions.Model();
        model.Description = "The model that reads the line: a shipped model's name or a model file.";
        var output = new PathOption<string?>("--output", "-o") { Description = "Draw into this file; without it, to stdout.", HelpName = "SVGFILE" };
        var layer = new Option<int?>("--layer")
        {
            Description = "The recurrent layer to look into, by its number in the network, from 0; without it, the last one.",
            HelpName = "N",
        };
        var units = new Option<string?>("--units")
        {
            Description = $"The units to look at, such as 3,17; without it, the {InspectionOptions.DefaultUnitCount} whose output changes most.",
            HelpName = "N,N…",
        };
        var threads = SharedOptions.Threads();
        var command = new Command(
            "inspect",
            "Print what a model is: metadata, network, parameters, alphabet. Or draw how a model reads a line, as SVG: " +
            "the line as the network sees it, label probabilities, gates and states.") { subject, model, output, layer, units, threads };
        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var name = parsed.GetRequiredValue(subject);
            if (IsGiven(model) || IsGiven(output))
            {
                var options = new InspectionOptions
                {
                    Layer = parsed.GetValue(layer),
                    Units = parsed.GetValue(units) is { } list ? NumbersIn(list) : [],
                    Threads = parsed.GetValue(threads),
                };
                Draw(name, parsed.GetRequiredValue(model), options, parsed.GetValue(output), console.Output);
                return ExitCode.Done;
            }

            if (IsGiven(layer) || IsGiven(units))
            {
                throw new MisuseException($"--layer and --units look at how a line is read; write htr inspect LINE --model {name} --output LINE.svg.");
            }

            var path = ModelStore.Find(name);
            Write(console.Output, path, ModelFile.Load(path));
            return ExitCode.Done;

            bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        });
        return command;
    }

    private static void Draw(string image, string modelName, InspectionOptions options, string? output, TextWriter console)
    {
        if (!File.Exists(image) ? ModelStore.Names().Contains(image, StringComparer.Ordinal) : IsModelFile(image))
        {
            throw new MisuseException($"{image} is a model, but the image of a line is needed; write htr inspect LINE --model {image} --output LINE.svg.");
        }

        var path = ModelStore.Find(modelName);
        var model = ModelFile.Load(path);
        var line = ImageFile.Load(image);
        LineInspection inspection;
        try
        {
            inspection = LineInspection.Of(model, line, options);
        }
        catch (RecognitionException problem)
        {
            throw new RecognitionException($"{path}: {problem.Message}", problem);
        }

        if (output is null)
        {
            InspectionSvg.Write(inspection, console);
            return;
        }

        using var file = new OutputFile(output);
        InspectionSvg.Write(inspection, file.Writer);
        file.Commit();
    }

    private static bool IsModelFile(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static int[] NumbersIn(string list) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MisuseException($"--units is '{list}'; expected unit numbers with commas between, such as 3,17.")),
    ];

    private static void Write(TextWriter output, string path, Model model)
    {
        var about = model.Metadata;
        Field("name", about.Name);
        Field("description", about.Description);
        Field("licence", about.Licence);
        Field("data", about.Data);
        Field("commit", about.Commit);
        Field("created", about.Created);
        Field("figures", Figures(about.Figures));
        Field("file", string.Create(CultureInfo.InvariantCulture, $"{path} ({new FileInfo(path).Length / 1e6:0.00} MB)"));
        Field("network", model.Spec.ToString());
        Field("parameters", Count(Parameters(model.Tensors)));
        Field("preprocessing", model.Preprocessing);
        Field("alphabet", $"{model.Alphabet.Characters.Count} characters and the blank: {string.Concat(model.Alphabet.Characters)}");

        output.WriteLine();
        output.WriteLine($"{"layer",-16}{"rows",6}{"channels",10}{"parameters",14}");
        Row("input", model.Spec.InputShape, []);
        for (var i = 0; i < model.Spec.Layers.Count; i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{i}.");
            Row(model.Spec.Layers[i].ToString(), model.Spec.Shapes[i], model.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)));
        }

        void Field(string name, string value)
        {
            if (value.Length > 0)
            {
                output.WriteLine($"{name,-16}{value}");
            }
        }

        void Row(string layer, LayerShape shape, IEnumerable<NamedTensor> tensors) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{layer,-16}{shape.Height,6}{shape.Channels,10}{Count(Parameters(tensors)),14}"));
    }

    /// <summary>What was learnt by gradient descent: running statistics are no parameters.</summary>
    private static long Parameters(IEnumerable<NamedTensor> tensors) =>
        tensors.Where(tensor => !tensor.Name.Contains(".running_", StringComparison.Ordinal)).Sum(tensor => tensor.Values.LongLength);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>{"valid_cer":0.084}</c> → <c>valid_cer 0.084</c>.</summary>
    private static string Figures(string json)
    {
        using var figures = JsonDocument.Parse(json);
        return string.Join(", ", figures.RootElement.EnumerateObject().Select(figure => $"{figure.Name} {figure.Value}"));
    }
}
