using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>Programs that every Unix has stand for poppler's, which need a file made for it to misbehave.</summary>
[TestClass]
public sealed class PopplerProgramTests
{
    private static readonly TimeSpan _plenty = TimeSpan.FromMinutes(5);

    [TestMethod]
    public void Output_is_returned_as_it_is() =>
        Assert.AreSequenceEqual(new byte[100_000], PopplerProgram.Run("head", "scan.pdf", ["-c", "100000", "/dev/zero"], _plenty, 100_000));

    [TestMethod]
    public void Program_that_hangs_is_ended()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PopplerProgram.Run("sleep", "scan.pdf", ["1000"], TimeSpan.FromMilliseconds(100), 100));
        Assert.StartsWith("scan.pdf: sleep took more than 0.1 s", problem.Message);
    }

    [TestMethod]
    public void Program_that_writes_without_end_is_ended()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PopplerProgram.Run("yes", "scan.pdf", [], _plenty, 100_000));
        Assert.StartsWith("scan.pdf: yes wrote more than 100000 bytes", problem.Message);
    }

    [TestMethod]
    public void Program_that_fails_is_quoted()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PopplerProgram.Run("sh", "scan.pdf", ["-c", "echo no xref >&2; exit 3"], _plenty, 100));
        Assert.StartsWith("scan.pdf: sh cannot read it (no xref)", problem.Message);
    }

    [TestMethod]
    public void Program_that_is_missing_is_named_with_its_package()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PopplerProgram.Run("no-such-program", "scan.pdf", [], _plenty, 100));
        Assert.Contains("no-such-program, which is not installed", problem.Message);
        Assert.Contains("poppler-utils", problem.Message);
    }
}
