using System.Globalization;
using System.Text.RegularExpressions;

namespace HandwritingLstm.Cli.Tests;

/// <summary>The shipped models read the lines in samples/lines, alone and together.</summary>
[TestClass]
public sealed partial class SampleLinesTests
{
    private static string Truth => Path.Combine(Repository.Root, "samples", "lines", "truth.csv");

    [TestMethod]
    [DataRow(10.0, "--model", "modern-latin")]
    [DataRow(6.0, "--model", "iam-ondb")]
    [DataRow(9.0, "--model", "mdlstm")]
    [DataRow(6.0, "--models", "iam-ondb,mdlstm")]
    public void Shipped_models_read_the_sample_lines(double percent, string option, string models)
    {
        var run = Htr.Run("evaluate", "--truth", Truth, option, models);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var rate = Rate().Match(run.Output).Groups["rate"].Value;
        Assert.IsLessThan(percent, double.Parse(rate, CultureInfo.InvariantCulture), run.OutputLines[0]);
    }

    [GeneratedRegex(@"^CER (?<rate>[0-9.]+) %", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();
}
