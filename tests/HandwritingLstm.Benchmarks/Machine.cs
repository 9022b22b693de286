using System.Globalization;
using System.Runtime.InteropServices;

namespace HandwritingLstm.Benchmarks;

/// <summary>What is measured on.</summary>
internal static class Machine
{
    /// <summary>Prints processor, cores, runtime and date: without them a figure says nothing.</summary>
    public static void Print(string what)
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}. {processor ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}."));
        Console.WriteLine();
    }
}
