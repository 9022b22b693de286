using System.Diagnostics;
using System.Globalization;

namespace HandwritingLstm.Benchmarks;

/// <summary>A rival in Python that measures once whenever it gets a line on its standard input.</summary>
internal sealed class PythonRival : IContender
{
    private readonly Process _process;

    /// <summary>Starts a script from rivals/ and waits until it is ready.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="script">The script's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What makes it fast.</param>
    public PythonRival(string name, string script, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        Name = name;
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "rivals", script), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        _process = Process.Start(start)!;
        Console.Error.WriteLine($"{name}: {Answer()}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Measure()
    {
        _process.StandardInput.WriteLine();
        return double.Parse(Answer(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Answer() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Name} ended without an answer; its message is above.");
}
