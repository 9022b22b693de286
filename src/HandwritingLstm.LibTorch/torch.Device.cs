using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a tensor lies on.</summary>
    public sealed class Device
    {
        /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">There is no such kind of device.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            type = parts[0] switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                _ => throw new ArgumentException($"{description} is no device; expected cpu, cuda, or cuda: and a number.", nameof(description)),
            };
            index = parts switch
            {
                [_] => type == DeviceType.CPU ? -1 : 0,
                [_, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) => parsed,
                _ => throw new ArgumentException($"{description} is no device; expected cpu, cuda, or cuda: and a number.", nameof(description)),
            };
        }

        /// <summary>A device by its kind.</summary>
        /// <param name="type">The kind.</param>
        /// <param name="index">Which GPU; −1 = the first.</param>
        public Device(DeviceType type, int index = -1)
        {
            this.type = type;
            this.index = type == DeviceType.CUDA ? Math.Max(0, index) : -1;
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which GPU, from 0; −1 for the processor.</summary>
        public int index { get; }

        /// <summary>The shim's number of the device: −1, or that of a GPU.</summary>
        internal int Number => type == DeviceType.CPU ? -1 : index;

        /// <summary>The name: <c>cpu</c> or <c>cuda:0</c>.</summary>
        public override string ToString() =>
            type == DeviceType.CPU ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cuda:{index}");
    }
}
