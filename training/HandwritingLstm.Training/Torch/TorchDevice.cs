using System.Runtime.InteropServices;
using TorchSharp;

namespace HandwritingLstm.Training.Torch;

/// <summary>Where torch computes: the processor or a GPU.</summary>
public static class TorchDevice
{
    /// <summary>torch on the processor, to compare it with our own engine, which is faster there.</summary>
    public const string Processor = "torch-cpu";

    private const string Gpu = "cuda";

    /// <summary>The devices, for messages.</summary>
    public const string Names = "cuda, cuda: and the number of a GPU, or " + Processor;

    /// <summary>Whether a name means a device of torch, be it there or not.</summary>
    /// <param name="name">The name, such as <c>cuda:1</c>.</param>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is Processor or Gpu
            || (name.StartsWith(Gpu + ":", StringComparison.Ordinal) && name.Length is > 5 and <= 8 && !name.AsSpan(5).ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>Finds out, before anything else is begun, whether torch can compute on a device.</summary>
    /// <param name="name"><c>torch-cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for the second GPU.</param>
    /// <exception cref="RecognitionException">libtorch or the GPU is missing; the message says how to get it.</exception>
    public static void Require(string name) => _ = Open(name);

    /// <summary>A device that works.</summary>
    /// <inheritdoc cref="Require"/>
    internal static torch.Device Open(string name)
    {
        if (!IsName(name))
        {
            throw new RecognitionException($"--device {name}: there is no such device; expected {Names}.");
        }

        try
        {
            var device = torch.device(name is Processor ? "cpu" : name);
            var count = device.type == DeviceType.CUDA ? torch.cuda.device_count() : 1;
            if (device.type == DeviceType.CUDA && (!torch.cuda.is_available() || device.index >= count))
            {
                throw new RecognitionException(
                    $"--device {name}: libtorch finds {(count == 0 ? "no GPU" : $"{count} GPU(s), from 0 on")}; it needs an NVIDIA GPU with its driver and a libtorch built for CUDA, " +
                    "such as that of 'pip install torch'. Leave out --device to use our own engine on the processor.");
            }

            _ = torch.get_num_threads(); // loads it
            return device;
        }
        catch (Exception problem) when (IsMissing(problem))
        {
            // TorchSharp tells in further lines where it has looked.
            var reason = (problem is TypeInitializationException ? problem.GetBaseException() : problem).Message.Split('\n')[0].TrimEnd('\r', '.', ' ');
            throw new RecognitionException($"--device {name}: {reason}. Leave out --device to use our own engine on the processor.", problem);
        }
    }

    /// <summary>Whether a device is a GPU that has convolutions, and their gradients, in bfloat16.</summary>
    internal static bool GainsByBFloat16(torch.Device device) => device.type == DeviceType.CUDA && ConvolvesIn(torch.ScalarType.BFloat16, device);

    /// <summary>Whether a device has convolutions, and their gradients, of a type.</summary>
    /// <remarks>Asked by trying: TorchSharp does not tell what a GPU can.</remarks>
    internal static bool ConvolvesIn(torch.ScalarType type, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        try
        {
            var kernel = torch.ones(new long[] { 8, 8, 3, 3 }, type, device, true);
            var convolved = torch.nn.functional.conv2d(torch.ones(new long[] { 1, 8, 4, 4 }, type, device), kernel);
            var gradients = torch.autograd.grad(new[] { convolved.to(torch.ScalarType.Float32).sum() }, new[] { kernel });
            return float.IsFinite(gradients[0].to(torch.ScalarType.Float32).sum().item<float>()); // waits for the GPU
        }
        catch (ExternalException)
        {
            return false;
        }
    }

    // The system's stack throws the first; TorchSharp's package, any of them.
    private static bool IsMissing(Exception problem) => problem
        is DllNotFoundException or TypeInitializationException or NotSupportedException or InvalidOperationException or BadImageFormatException
        or EntryPointNotFoundException or FileNotFoundException or ExternalException;
}
