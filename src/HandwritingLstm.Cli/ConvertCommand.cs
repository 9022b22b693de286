using System.CommandLine;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli;

/// <summary><c>htr convert</c>: the same model with its weights stored in another precision.</summary>
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
        var model = new Argument<string>("model") { Description = "A shipped model's name or a model file." };
        SharedOptions.RefuseUnknownOptions(model);
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE", Required = true };
        var precision = new Option<string>("--precision")
        {
            Description = "f16 halves the file of a trained model and hardly changes what it reads; f32 is exact.",
            DefaultValueFactory = _ => "f16",
        };
        precision.AcceptOnlyFromAmong([.. _precisions.Keys]);

        var command = new Command("convert", "Store a model's weights in another precision.") { model, output, precision };
        command.SetAction(parsed =>
        {
            ModelFile.Save(
                parsed.GetRequiredValue(output),
                ModelFile.Load(ModelStore.Find(parsed.GetRequiredValue(model))),
                _precisions[parsed.GetRequiredValue(precision)]);
            return ExitCode.Done;
        });
        return command;
    }
}
