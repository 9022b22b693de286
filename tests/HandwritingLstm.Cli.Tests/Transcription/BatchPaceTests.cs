using System.Globalization;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class BatchPaceTests
{
    [TestMethod]
    public void Days_that_are_left_are_counted_as_hours()
    {
        var pace = new BatchPace();
        pace.Start(int.MaxValue);
        Thread.Sleep(1); // so that there is a rate
        pace.Count(hasFailed: true);
        var left = pace.ToString().Split(", ")[2]; // such as 625:17:03 left
        Assert.IsGreaterThan(24, int.Parse(left.Split(':')[0], CultureInfo.InvariantCulture), left);
        Assert.HasCount(3, left.Split(':'));
    }
}
