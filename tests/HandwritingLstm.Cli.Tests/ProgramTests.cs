namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class ProgramTests
{
    [TestMethod]
    [DataRow("", DisplayName = "no command")]
    [DataRow("reconize", DisplayName = "unknown command")]
    [DataRow("recognize", DisplayName = "recognize without images")]
    [DataRow("recognize a.png --format xml", DisplayName = "unknown format")]
    [DataRow("recognize a.png --threads -1", DisplayName = "negative threads")]
    [DataRow("recognize a.png --threads many", DisplayName = "threads that are no number")]
    [DataRow("recognize a.png --nonsense", DisplayName = "unknown option")]
    [DataRow("recognize a.png --model", DisplayName = "option without its value")]
    [DataRow("inspect", DisplayName = "inspect without a model")]
    [DataRow("evaluate", DisplayName = "evaluate without truth")]
    [DataRow("evaluate --truth t.csv --predictions p.csv --model m", DisplayName = "predictions and a model")]
    [DataRow("transcribe in -o out --format txt --n-best 3", DisplayName = "other texts where there is no place for them")]
    [DataRow("lint", DisplayName = "lint without truth")]
    [DataRow("train --recipe r.json", DisplayName = "train without data")]
    [DataRow("train --recipe r --train t --valid v --output o --minutes 1 --epochs 2", DisplayName = "two budgets")]
    public void Misuse_is_exit_code_2_and_nothing_on_stdout(string arguments)
    {
        var run = Htr.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(2, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        Assert.IsNotEmpty(run.ErrorLines);
        Assert.IsTrue(run.ErrorLines.All(line => line.StartsWith("htr: ", StringComparison.Ordinal)), run.Error);
    }

    [TestMethod]
    [DataRow("--help", "recognize")]
    [DataRow("recognize --help", "--threads")]
    [DataRow("evaluate --help", "--predictions")]
    [DataRow("inspect --help", "model")]
    [DataRow("train --help", "--resume")]
    [DataRow("lint --help", "--truth")]
    public void Help_goes_to_stdout(string arguments, string expected)
    {
        var run = Htr.Run(arguments.Split(' '));
        Assert.AreEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Output);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    [DataRow("recognize a.png --model no-such-model", "no-such-model")]
    [DataRow("inspect no-such-model", "no-such-model")]
    [DataRow("evaluate --truth none.csv --predictions p.csv", "none.csv")]
    [DataRow("lint --truth none.csv", "none.csv")]
    [DataRow("train --recipe none.json --train t.csv --valid v.csv --output o", "none.json")]
    public void Input_that_does_not_exist_is_exit_code_1_and_named(string arguments, string name)
    {
        var run = Htr.Run(arguments.Split(' '));
        Assert.AreEqual(1, run.ExitCode, run.Error);
        Assert.HasCount(1, run.ErrorLines);
        Assert.StartsWith("htr: ", run.Error);
        Assert.Contains(name, run.Error);
    }

    [TestMethod]
    public void File_names_may_begin_with_an_at_sign()
    {
        using var folder = new TemporaryFolder();
        var run = Htr.Run("recognize", "@notes.png", "--model", TinyModel.Write(folder["tiny.safetensors"]));
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("htr: @notes.png: no such file or folder\n", run.Error);
    }

    [TestMethod]
    [DataRow(1 << 16, "htr: standard output cannot be written: No space left on device")] // at the end
    [DataRow(128, "htr: No space left on device")] // while the command writes
    public void A_disk_that_is_full_is_a_problem_like_others(int bufferSize, string message)
    {
        using var output = new StreamWriter(new FullDisk(), bufferSize: bufferSize);
        using var error = new StringWriter();
        Assert.AreEqual(ExitCode.Failed, Program.Run(["inspect", "mdlstm"], output, error));
        Assert.AreEqual(message, error.ToString().TrimEnd());
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
