namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class EvaluateCommandTests
{
    [TestMethod]
    public void Predictions_are_counted_against_the_truth()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("truth.csv", "image,text\na.png,hello world\nb.png,abc\n");
        var predictions = folder.Write("p.csv", "image,text,confidence\na.png,hallo world,0.9\nb.png,abc,1\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", predictions);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("CER 7.14 % (1 edits / 14 characters", run.Output);
        Assert.Contains("WER 33.33 % (1 edits / 3 words", run.Output);
        Assert.Contains("hallo world", run.Output);
    }

    [TestMethod]
    public void Split_and_number_of_worst_lines_are_respected()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("truth.csv", "image,text,split\na.png,aaaa,train\nb.png,bbbb,valid\nc.png,cccc,valid\n");
        var predictions = folder.Write("p.csv", "image,text\na.png,x\nb.png,bbbx\nc.png,ccxx\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", predictions, "--split", "valid", "--worst", "1");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("3 edits / 8 characters", run.Output);
        Assert.Contains("c.png: 2 edits", run.Output);
        Assert.DoesNotContain("b.png: 1 edits", run.Output);
    }

    [TestMethod]
    public void Missing_prediction_counts_as_empty_and_is_a_failure()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("truth.csv", "image,text\na.png,ab\nb.png,cd\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", folder.Write("p.csv", "image,text\na.png,ab\n"));
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("2 edits / 4 characters", run.Output);
    }

    [TestMethod]
    [DataRow("truth.csv")]
    [DataRow("train.csv")]
    [DataRow("other.csv")]
    public void Readings_replace_nothing_that_is_read(string file)
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["a.png"]);
        foreach (var name in (string[])["truth.csv", "train.csv", "other.csv"])
        {
            folder.Write(name, "image,text\na.png,abc\n");
        }

        var run = Htr.Run(
            "evaluate", "--truth", folder["truth.csv"], "--train-lines", folder["train.csv"], "--compare", folder["other.csv"],
            "--model", TinyModel.Write(folder["tiny.safetensors"]), "--predictions-out", folder["./" + file]);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains($"{file} is read by this command", run.Error);
        Assert.AreEqual("image,text\na.png,abc\n", File.ReadAllText(folder[file]));
    }

    [TestMethod]
    [DataRow("--train-lines", "missing.csv")]
    [DataRow("--compare", "missing.csv")]
    [DataRow("--compare", "missing.safetensors")]
    public void What_is_missing_is_named_before_anything_is_read(string option, string file)
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["a.png"]);
        var truth = folder.Write("truth.csv", "image,text\na.png,abc\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]), "--predictions-out", folder["p.csv"], option, folder[file]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains(file, run.Error);
        Assert.IsFalse(File.Exists(folder["p.csv"]));
    }

    [TestMethod]
    public void Line_is_the_first_page_of_its_file_as_in_training()
    {
        using var folder = new TemporaryFolder();
        SampleLine.WriteTiff(folder["a.tif"], SampleLine.Draw(5), SampleLine.Draw(2));
        var truth = folder.Write("truth.csv", "image,text\na.tif,abc\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]), "--predictions-out", folder["p.csv"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.StartsWith("a.tif,", File.ReadAllLines(folder["p.csv"]).Skip(1).Single());
    }

    [TestMethod]
    [DataRow("evaluate", "--truth", "", "--predictions", "p.csv")]
    [DataRow("evaluate", "--truth", "t.csv", "--report", "")]
    [DataRow("recognize", "a.png", "--output", "")]
    [DataRow("inspect", "a.png", "--output", "")]
    [DataRow("split", "--truth", "t.csv", "--output", " ")]
    [DataRow("lm", "a.txt", "--output", "a.lm", "--most-ngrams", "-1")]
    public void Value_that_cannot_be_meant_is_a_misuse(params string[] args)
    {
        var run = Htr.Run(args);
        Assert.AreEqual(2, run.ExitCode, run.Error);
        Assert.Contains("expected", run.Error);
    }

    [TestMethod]
    public void Several_volumes_may_name_their_images_alike()
    {
        using var folder = new TemporaryFolder();
        foreach (var volume in (string[])["one", "two"])
        {
            SampleLine.Write(folder[$"{volume}/001.png"], strokes: volume.Length + 3);
            folder.Write($"{volume}/truth.csv", "image,text\n001.png,abc\n");
        }

        var truth = $"{folder["one/truth.csv"]};{folder["two/truth.csv"]}";
        var byModel = Htr.Run("evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]), "--predictions-out", folder["p.csv"]);
        Assert.AreEqual(0, byModel.ExitCode, byModel.Error);
        Assert.Contains("/ 6 characters", byModel.Output);
        CollectionAssert.AreEquivalent(new[] { "image", "one/001.png", "two/001.png" }, File.ReadLines(folder["p.csv"]).Select(row => row.Split(',')[0]).ToArray());
        var byFile = Htr.Run("evaluate", "--truth", truth, "--predictions", folder["p.csv"]);
        Assert.AreEqual(0, byFile.ExitCode, byFile.Error);
        Assert.AreEqual(Rates(byModel), Rates(byFile));
    }

    [TestMethod]
    public void Truth_that_is_named_twice_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("truth.csv", "image,text\na.png,ab\n");
        var predictions = folder.Write("p.csv", "image,text\na.png,ab\n");
        foreach (var again in (string[])[truth, folder["../" + Path.GetFileName(Path.GetDirectoryName(truth)) + "/truth.csv"]])
        {
            var run = Htr.Run("evaluate", "--truth", $"{truth};{again}", "--predictions", predictions);
            Assert.AreEqual(1, run.ExitCode);
            Assert.Contains("The ground truth has the image 'a.png' twice", run.Error);
        }
    }

    [TestMethod]
    public void Model_reads_what_its_predictions_file_says()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["data/one.png"], strokes: 6);
        SampleLine.Write(folder["data/two.png"], strokes: 9);
        var truth = folder.Write("data/truth.csv", "image,text\none.png,abc\ntwo.png,cab\n");
        var model = TinyModel.Write(folder["tiny.safetensors"]);

        var byModel = Htr.Run("evaluate", "--truth", truth, "--model", model, "--predictions-out", folder["p.csv"]);
        Assert.AreEqual(0, byModel.ExitCode, byModel.Error);
        Assert.HasCount(3, File.ReadAllLines(folder["p.csv"]));

        var byFile = Htr.Run("evaluate", "--truth", truth, "--predictions", folder["p.csv"]);
        Assert.AreEqual(0, byFile.ExitCode, byFile.Error);
        Assert.AreEqual(Rates(byModel), Rates(byFile));
    }

    [TestMethod]
    public void Report_names_all_models_that_voted()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["one.png"], strokes: 6);
        var truth = folder.Write("truth.csv", "image,text\none.png,abc\n");
        var (first, second) = (TinyModel.Write(folder["first.safetensors"]), TinyModel.Write(folder["second.safetensors"]));
        var run = Htr.Run("evaluate", "--truth", truth, "--models", $"{first},{second}", "--views", "2", "--report", folder["report"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var page = File.ReadAllText(folder["report/index.html"]);
        Assert.Contains("first.safetensors + ", page);
        Assert.Contains("second.safetensors (beam search, 2 views)", page);
    }

    [TestMethod]
    public void Unreadable_image_is_named_and_the_rest_is_measured()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["one.png"]);
        folder.Write("bad.png", "no image");
        var truth = folder.Write("truth.csv", "image,text\none.png,abc\nbad.png,cab\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]));
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.StartsWith("htr: bad.png: ", run.Error);
        Assert.Contains("/ 6 characters", run.Output);
    }

    [TestMethod]
    [DataRow("image,words\na.png,x\n", "text")]
    [DataRow("image,text\na.png,\"x\n", "quote")]
    [DataRow("image,text\na.png,x\na.png,y\n", "a.png")]
    public void Broken_truth_is_one_clear_line(string csv, string named)
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("truth.csv", csv);
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", truth);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains(truth, run.Error);
        Assert.Contains(named, run.Error);
    }

    [TestMethod]
    [DataRow("--model", "m")]
    [DataRow("--models", "m,n")]
    [DataRow("--train-lines", "t.csv")]
    [DataRow("--predictions-out", "o.csv")]
    public void Predictions_exclude_what_needs_a_model(string option, string value)
    {
        var run = Htr.Run("evaluate", "--truth", "t", "--predictions", "p", option, value);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains($"--predictions and {option} exclude each other", run.Error);
    }

    [TestMethod]
    [DataRow("--lm", "english")]
    [DataRow("--decoder", "beam")]
    [DataRow("--confidence-temperature", "2")]
    public void Predictions_exclude_what_weighs_a_search(string option, string value)
    {
        var run = Htr.Run("evaluate", "--truth", "t", "--predictions", "p", option, value);
        Assert.AreEqual(2, run.ExitCode, run.Error);
        Assert.Contains($"{option} has no effect on --predictions", run.Error);

        // A model that reads the same lines is weighed, and the predictions are looked for.
        Assert.AreEqual(1, Htr.Run("evaluate", "--truth", "t", "--predictions", "p", "--compare", "iam-ondb", option, value).ExitCode);
    }

    private static string Rates(Htr run) => string.Join('\n', run.OutputLines.Take(2));
}
