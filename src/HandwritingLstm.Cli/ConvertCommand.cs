using System.CommandLine;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli;

/// <summary><c>htr convert</c>: the same model with its weights stored in another precision, or the mean of several.</summary>
internal static class ConvertCommand
{
    private static readonly Dictionary<string, TensorPrecision> _precisions = new(StringComparer.Ordinal)
    {
        ["f32"] = TensorPrecision.F32,
        ["f16"] = TensorPrecision.F16,
        ["bf16"] = TensorPrecision.BF16,
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var models = new Argument<string[]>("models")
        {
            Description = "A shipped model's name or a model file; of several, steps of one training, the mean of their weights is stored, and all else as in the first.",
            Arity = ArgumentArity.OneOrMore,
        };
        SharedOptions.RefuseUnknownOptions(models);
        var output = new PathOption<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE", Required = true };
        var precision = new Option<string>("--precision")
        {
            Description = "f16 halves the file of a trained model and hardly changes what it reads; f32 is exact.",
            DefaultValueFactory = _ => "f16",
        };
        precision.AcceptOnlyFromAmong([.. _precisions.Keys]);

        var command = new Command("convert", "Store a model's weights in another precision, or the mean of several.") { models, output, precision };
        command.SetAction(parsed =>
        {
            var loaded = parsed.GetRequiredValue(models).Select(name => ModelFile.Load(ModelStore.Find(name))).ToArray();
            ModelFile.Save(
                parsed.GetRequiredValue(output),
                loaded.Length == 1 ? loaded[0] : ModelAverage.Of(loaded),
                _precisions[parsed.GetRequiredValue(precision)]);
            return ExitCode.Done;
        });
        return command;
    }
}
