namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class TuneCommandTests
{
    private static readonly TemporaryFolder _folder = new();

    [ClassInitialize]
    public static void WriteModelAndLines(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TinyModel.Write(_folder["tiny.safetensors"]);
        SampleLine.Write(_folder["line.png"]);
        _folder.Write("truth.csv", "image,text\nline.png,a bad cab\n");
        _folder.Write("text.txt", "a bad cab\nabba dad\nbad cad\n");
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["text.lm"], "--order", "4", "--words", _folder["words.txt"]).ExitCode);
    }

    [ClassCleanup]
    public static void RemoveThem() => _folder.Dispose();

    [TestMethod]
    public void The_best_weights_are_printed_as_options_that_read_as_well()
    {
        var tuned = Tune("--lm", _folder["text.lm"], "--beam-width", "8");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        Assert.HasCount(2, tuned.OutputLines);
        Assert.Contains("1 lines: CER ", tuned.OutputLines[1]);

        var measured = Tune(["--lm", _folder["text.lm"], "--measure-only", .. tuned.OutputLines[0].Split(' ')]);
        Assert.AreEqual(tuned.Output, measured.Output);
    }

    [TestMethod]
    public void Without_a_language_what_is_printed_chooses_the_search_of_the_width_given()
    {
        var tuned = Tune("--beam-width", "7", "--measure-only");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        Assert.StartsWith("--decoder beam --beam-width 7 ", tuned.OutputLines[0]);
        Assert.AreEqual(tuned.Output, Tune(["--measure-only", .. tuned.OutputLines[0].Split(' ')]).Output);
    }

    [TestMethod]
    public void A_lexicon_is_tuned_with_it()
    {
        var tuned = Tune("--lm", _folder["text.lm"], "--lexicon", _folder["words.txt"], "--measure-only");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        Assert.Contains("--word-weight", tuned.Output);
        Assert.Contains("--word-bonus", tuned.Output);
    }

    [TestMethod]
    public void A_line_that_cannot_be_read_is_named_and_the_others_are_measured()
    {
        _folder.Write("some.csv", "image,text\nline.png,a bad cab\nmissing.png,bad\n");
        var tuned = Htr.Run("tune", "--truth", _folder["some.csv"], "--model", _folder["tiny.safetensors"], "--measure-only");
        Assert.AreEqual(1, tuned.ExitCode);
        Assert.Contains("missing.png", tuned.Error);
        Assert.Contains("1 lines: CER ", tuned.Output);
    }

    [TestMethod]
    public void Lines_without_strokes_are_counted()
    {
        _folder.Write("one.jsonl", """{"id":"line","text":"a bad cab","page_median_height":40,"strokes":[[0,0,5,40,5,-40]]}""" + "\n");
        _folder.Write("two.csv", "image,text\nline.png,a bad cab\nother.png,bad\n");
        var tuned = Htr.Run("tune", "--truth", _folder["two.csv"], "--model", _folder["tiny.safetensors"], "--ink", _folder["one.jsonl"], "--measure-only");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        Assert.Contains("1 of 2 lines have no strokes", tuned.Error);
        Assert.Contains("1 lines: CER ", tuned.Output);
    }

    [TestMethod]
    [DataRow("--beam-width", "0", "1 to 1024")]
    [DataRow("--lm-weight", "11", "0 to 10")]
    [DataRow("--word-weight", "1.5", "0 to 1")]
    [DataRow("--character-bonus", "-10.5", "-10 to 10")]
    [DataRow("--word-bonus", "NaN", "-10 to 10")]
    [DataRow("--confidence-temperature", "0", "0.05 to 100")]
    public void A_weight_out_of_its_range_is_a_misuse(string option, string value, string range)
    {
        var tuned = Tune(option, value);
        Assert.AreEqual(2, tuned.ExitCode);
        Assert.Contains($"{option} is {value}; expected {range}.", tuned.Error);
    }

    [TestMethod]
    public void Pen_strokes_are_written_anew_in_place_of_the_image()
    {
        _folder.Write("strokes.jsonl", """{"id":"line","text":"a bad cab","page_median_height":40,"strokes":[[0,0,5,40,5,-40],[30,0,0,40],[60,20,20,0]]}""" + "\n");
        var tuned = Tune("--ink", _folder["strokes.jsonl"], "--ink-strength", "0.5", "--measure-only");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        Assert.Contains("1 lines: CER ", tuned.Output);
    }

    [TestMethod]
    public void Ground_truth_without_a_line_that_can_be_scored_is_one_clear_line()
    {
        _folder.Write("none.csv", "image,text\nmissing.png,bad\n");
        var run = Htr.Run("tune", "--truth", _folder["none.csv"], "--model", _folder["tiny.safetensors"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("no line of it can be scored", run.Error);
    }

    [TestMethod]
    public void The_best_path_has_no_weights()
    {
        var run = Tune("--decoder", "greedy");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--decoder greedy has no effect", run.Error);
    }

    private static Htr Tune(params string[] options) =>
        Htr.Run(["tune", "--truth", _folder["truth.csv"], "--model", _folder["tiny.safetensors"], .. options]);
}
