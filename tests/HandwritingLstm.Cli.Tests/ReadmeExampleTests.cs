using System.Globalization;

namespace HandwritingLstm.Cli.Tests;

/// <summary>The README's code is this file's code, and it runs.</summary>
[TestClass]
public sealed class ReadmeExampleTests
{
    [TestMethod]
    public void Example_reads_a_line()
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter(CultureInfo.InvariantCulture);
        ReadLine(TinyModel.Write(folder["tiny.safetensors"]), SampleLine.Write(folder["line.png"]), output);
        Assert.Contains("(0.", output.ToString());
        Assert.Contains(" px, ", output.ToString());
    }

    [TestMethod]
    public void Example_in_the_README_is_the_one_that_is_tested()
    {
        var source = Repository.Read("tests/HandwritingLstm.Cli.Tests/ReadmeExampleTests.cs");
        var region = source.Split("        // README begins\n")[1].Split("        // README ends\n")[0];
        var tested = string.Join('\n', region.Split('\n').Select(line => line.Length > 8 ? line[8..] : line));
        var shown = Repository.Read("README.md").Split("```csharp\n")[1].Split("```\n")[0];
        Assert.AreEqual(tested, shown);
    }

    private static void ReadLine(string model, string image, TextWriter output)
    {
        // README begins
        using var recognizer = LineRecognizer.Load(model); // a shipped model's name, such as "iam-ondb", or a file
        var reading = recognizer.Read(image);              // an image file

        output.WriteLine($"{reading.Text} ({reading.Confidence:0.00})");
        foreach (var character in reading.Characters)
        {
            output.WriteLine($"{character.Text}: {character.Left:0} to {character.Right:0} px, {character.Probability:0.00}");
        }
        // README ends
    }
}
