namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class TrainCommandTests
{
    private const string Network = "[1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c2]";

    [TestMethod]
    public void Run_leaves_a_model_that_recognises()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder, "--steps", "4");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(1, run.OutputLines);

        var model = run.OutputLines[0].Split('\t')[0];
        var reading = Htr.Run("recognize", folder["lines"], "--model", model, "--format", "csv");
        Assert.AreEqual(0, reading.ExitCode, reading.Error);
        Assert.HasCount(5, reading.OutputLines);
        Assert.IsTrue(File.Exists(folder["run/history.csv"]));
    }

    [TestMethod]
    public void Progress_is_plain_lines_on_stderr()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder, "--steps", "2");
        Assert.Contains("CER ", run.Error);
        Assert.DoesNotContain("\u001b", run.Error);
        Assert.DoesNotContain("\r", run.Error);
    }

    [TestMethod]
    public void Resume_with_the_same_options_goes_on_and_with_others_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, Train(folder, "--steps", "3").ExitCode);
        var history = File.ReadAllText(folder["run/history.csv"]);

        var same = Train(folder, "--steps", "3", "--resume", "--threads", "2"); // threads decide nothing
        Assert.AreEqual(0, same.ExitCode, same.Error);
        var bare = Htr.Run("train", "--output", folder["run"], "--resume");
        Assert.AreEqual(0, bare.ExitCode, bare.Error);
        Assert.AreEqual(history, File.ReadAllText(folder["run/history.csv"]));

        var other = Train(folder, "--steps", "3", "--seed", "7", "--resume");
        Assert.AreEqual(2, other.ExitCode);
        Assert.Contains("\"seed\": 1", other.Error);
        Assert.Contains("\"seed\": 7", other.Error);
    }

    [TestMethod]
    public void A_run_that_is_over_goes_on_with_a_larger_budget()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, Train(folder, "--steps", "3", "--set", "training.cooldownShare=0.3").ExitCode);
        var history = File.ReadAllText(folder["run/history.csv"]);

        var longer = Htr.Run("train", "--output", folder["run"], "--resume", "--steps", "5", "--set", "training.cooldownShare=0.4");
        Assert.AreEqual(0, longer.ExitCode, longer.Error);
        var rows = File.ReadAllLines(folder["run/history.csv"]);
        Assert.StartsWith(history.TrimEnd(), string.Join('\n', rows));
        Assert.StartsWith("5,", rows[^1]);

        // What was begun anew stays as it is now.
        Assert.AreEqual(0, Htr.Run("train", "--output", folder["run"], "--resume").ExitCode);
        Assert.AreEqual(string.Join('\n', rows), string.Join('\n', File.ReadAllLines(folder["run/history.csv"])));
    }

    [TestMethod]
    public void Model_is_fine_tuned_without_a_recipe()
    {
        using var folder = new TemporaryFolder();
        var model = Train(folder, "--steps", "3").OutputLines[0].Split('\t')[0];

        var tuned = Htr.Run("train", "--from", model, "--train", folder["truth.csv"], "--output", folder["tuned"], "--steps", "1", "--set", "training.peakLearningRate=1e-9");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        var best = tuned.OutputLines[0].Split('\t')[0];

        // It began where the model was, and went on by next to nothing.
        Assert.AreEqual(
            Htr.Run("recognize", folder["lines"], "--model", model).Output,
            Htr.Run("recognize", folder["lines"], "--model", best).Output);
        Assert.Contains("nobody", Htr.Run("train", "--from", "nobody", "--train", folder["truth.csv"], "--output", folder["none"]).Error);
    }

    [TestMethod]
    public void A_recipe_of_others_lines_lends_neither_their_strokes_nor_their_terms()
    {
        using var folder = new TemporaryFolder();
        var terms = """
            "model": { "name": "theirs", "licence": "research only", "data": "theirs" },
            "data": { "train": "theirs.csv", "ink": "theirs.jsonl", "validation": "no-such-file.csv" }
            """;
        var csv = Truth(folder);
        var recipe = folder.Write("recipe.json", $$"""{ "network": "{{Network}}", "preprocessing": { "height": 16 }, "training": { "batchLines": 2 }, {{terms}} }""");
        var trained = Htr.Run("train", "--recipe", recipe, "--train", csv, "--output", folder["mine"], "--steps", "1");
        Assert.AreEqual(0, trained.ExitCode, trained.Error);
        var model = Models.ModelFile.Load(trained.OutputLines[0].Split('\t')[0]);
        Assert.AreEqual("mine", model.Metadata.Name);
        Assert.AreEqual("", model.Metadata.Licence + model.Metadata.Data);

        // What is fine-tuned goes on to stand under the terms of what it came from.
        var tuned = Htr.Run(
            "train", "--recipe", recipe, "--from", folder["mine/best.safetensors"], "--train", csv, "--output", folder["tuned"], "--steps", "1", "--set", "model.licence=mine too");
        Assert.AreEqual(0, tuned.ExitCode, tuned.Error);
        var kept = Htr.Run("train", "--recipe", recipe, "--from", folder["tuned/best.safetensors"], "--train", csv, "--output", folder["kept"], "--steps", "1");
        Assert.AreEqual("mine too", Models.ModelFile.Load(kept.OutputLines[0].Split('\t')[0]).Metadata.Licence);
    }

    [TestMethod]
    public void Folder_that_holds_a_run_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, Train(folder, "--steps", "1").ExitCode);
        var again = Train(folder, "--steps", "1");
        Assert.AreEqual(1, again.ExitCode);
        Assert.Contains("--resume", again.Error);
    }

    [TestMethod]
    public void Resume_without_a_run_begins_it()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, Train(folder, "--steps", "1", "--resume").ExitCode);
        Assert.AreEqual(1, Htr.Run("train", "--output", folder["nothing"], "--resume").ExitCode);
    }

    [TestMethod]
    [DataRow("training.nonsense=1", 1)]
    [DataRow("training.batchLines=0", 1)]
    [DataRow("nonsense", 2)]
    public void Wrong_settings_are_refused(string setting, int exitCode)
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(exitCode, Train(folder, "--steps", "1", "--set", setting).ExitCode);
        Assert.IsFalse(Directory.Exists(folder["run"]));
    }

    private static string Truth(TemporaryFolder folder)
    {
        var truth = "image,text\n";
        for (var i = 0; i < 4; i++)
        {
            SampleLine.Write(folder[$"lines/{i}.png"], strokes: 6 + i);
            truth += $"lines/{i}.png,ab{i}\n";
        }

        return folder.Write("truth.csv", truth);
    }

    private static Htr Train(TemporaryFolder folder, params string[] more)
    {
        var csv = Truth(folder);
        var recipe = folder.Write("recipe.json", $$"""{ "network": "{{Network}}", "preprocessing": { "height": 16 }, "training": { "batchLines": 2 } }""");
        return Htr.Run(["train", "--recipe", recipe, "--train", csv, "--valid", csv, "--output", Path.Combine(folder.Path, "run"), .. more]);
    }
}
