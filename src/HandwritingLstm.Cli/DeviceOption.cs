using System.CommandLine;
using System.Runtime.CompilerServices;
using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Cli;

/// <summary><c>--device cpu|cuda|cuda:N|torch-cpu</c>: our own engine on the processor, or torch.</summary>
internal sealed class DeviceOption
{
    private const string OwnEngine = "cpu";

    /// <summary>Describes the option.</summary>
    public DeviceOption()
    {
        Option = new Option<string>("--device")
        {
            Description = "cpu: our own engine on the processor. cuda (cuda:1 for the second GPU): torch on a GPU. torch-cpu: torch on the processor, which is slower than our own engine there.",
            HelpName = "cpu|cuda|torch-cpu",
            DefaultValueFactory = _ => OwnEngine,
        };
        Option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not OwnEngine and var device }] && !IsOfTorch(device))
            {
                result.AddError($"--device is {device}; expected {OwnEngine}, {Names()}.");
            }
        });
    }

    /// <summary>The option.</summary>
    public Option<string> Option { get; }

    /// <summary>The device of torch that is asked for, which works; null = our own engine.</summary>
    /// <exception cref="MisuseException">libtorch or the GPU is missing; the message says how to get it.</exception>
    public string? OfTorch(ParseResult parsed)
    {
        var device = parsed.GetRequiredValue(Option);
        if (string.Equals(device, OwnEngine, StringComparison.Ordinal))
        {
            return null;
        }

        Require(device);
        return device;
    }

    // Not inlined, all of these: who computes without torch does not wait for its code to be loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsOfTorch(string device) => TorchDevice.IsName(device);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Names() => TorchDevice.Names;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Require(string device)
    {
        try
        {
            TorchDevice.Require(device);
        }
        catch (RecognitionException problem)
        {
            throw new MisuseException(problem.Message); // nothing was begun
        }
    }
}
