using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether libtorch can use a GPU here.</summary>
        public static bool is_available()
        {
            var answer = NativeMethods.htr_cuda_is_available();
            Failure.ThrowIf(answer < 0);
            return answer > 0;
        }

        /// <summary>Number of GPUs that libtorch can use here.</summary>
        public static int device_count()
        {
            var count = NativeMethods.htr_cuda_device_count();
            Failure.ThrowIf(count < 0);
            return count;
        }

        /// <summary>Waits until a GPU has done all it was asked to.</summary>
        /// <param name="device">The GPU; null = the current one.</param>
        public static void synchronize(Device? device = null) =>
            Failure.ThrowIf(NativeMethods.htr_cuda_synchronize(device?.index ?? -1) == 0);
    }
}
