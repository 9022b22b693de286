using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm.Cli;

/// <summary><c>htr inspect</c>: what a model is.</summary>
internal static class InspectCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A shipped model's name or a model file." };
        SharedOptions.RefuseUnknownOptions(model);
        var command = new Command("inspect", "Print what a model is: metadata, network, parameters, alphabet.") { model };
        command.SetAction(parsed =>
        {
            var path = ModelStore.Find(parsed.GetRequiredValue(model));
            Write(parsed.InvocationConfiguration.Output, path, ModelFile.Load(path));
            return ExitCode.Done;
        });
        return command;
    }

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
