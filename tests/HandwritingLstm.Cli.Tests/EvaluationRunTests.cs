using System.Globalization;
using System.Text.Json;

namespace HandwritingLstm.Cli.Tests;

/// <summary>What <c>htr evaluate</c> reports beyond its figures.</summary>
[TestClass]
public sealed class EvaluationRunTests
{
    [TestMethod]
    public void Report_of_a_model_has_page_figures_and_lines()
    {
        using var folder = new TemporaryFolder();
        var truth = Data(folder);
        var run = Htr.Run("evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]), "--report", folder["out"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains($"htr: {Path.Combine(folder["out"], "index.html")}", run.Error);

        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/report.json"]));
        Assert.Contains($"CER {100 * Cer(json.RootElement):0.00} %", run.Output);
        Assert.AreEqual("data/truth.csv", json.RootElement.GetProperty("truth").GetString()); // and nothing more of the path
        var html = File.ReadAllText(folder["out/index.html"]);
        Assert.Contains("data:image/png;base64,", html);
        Assert.DoesNotContain(folder.Path, html);

        var rows = File.ReadAllLines(folder["out/lines.csv"]);
        Assert.HasCount(4, rows);
        Assert.IsTrue(rows.Skip(1).All(row => double.Parse(row.Split(',')[^1], CultureInfo.InvariantCulture) > 0), "durations");
    }

    [TestMethod]
    public void Report_is_as_its_schema_says()
    {
        using var folder = new TemporaryFolder();
        var truth = Data(folder);
        var model = TinyModel.Write(folder["tiny.safetensors"]);
        var labels = folder.Write("labels.csv", "image,cause,gallery,note\none.png,illegible,random,\nnone.png,other,worst,\n");
        Assert.AreEqual(0, Htr.Run(
            "evaluate", "--truth", truth, "--model", model, "--report", folder["out"], "--labels", labels, "--compare", model,
            "--train-lines", truth, "--held-out-lines", truth, "--target-lines", truth, "--wanted-cer", "0.02").ExitCode);
        Assert.AreEqual(1, Htr.Run(
            "evaluate", "--truth", truth, "--predictions", folder.Write("p.csv", "image,text\none.png,abc\nzzz.png,x\n"), "--report", folder["plain"]).ExitCode);

        using var schema = JsonDocument.Parse(Repository.Read("samples/report/report.schema.json"));
        foreach (var file in new[] { folder["out/report.json"], folder["plain/report.json"], Path.Combine(Repository.Root, "samples/report/report.json") })
        {
            using var report = JsonDocument.Parse(File.ReadAllText(file));
            Assert.AreEqual("", string.Join('\n', new SchemaCheck(schema.RootElement).Problems(report.RootElement)), file);
        }

        // The check finds what does not belong there.
        using var broken = JsonDocument.Parse(File.ReadAllText(folder["out/report.json"]).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        Assert.HasCount(1, new SchemaCheck(schema.RootElement).Problems(broken.RootElement).ToArray());
    }

    [TestMethod]
    public void Better_predictions_are_found_to_be_better()
    {
        using var folder = new TemporaryFolder();
        var lines = Enumerable.Range(0, 40).ToArray();
        var truth = folder.Write("t.csv", "image,text,writer\n" + string.Concat(lines.Select(i => $"{i}.png,abcdefghij,w{i % 8}\n")));
        var bad = folder.Write("bad.csv", "image,text\n" + string.Concat(lines.Select(i => $"{i}.png,{(i % 2 == 0 ? "xbcdefghiy" : "xbcdefghij")}\n")));
        var good = folder.Write("good.csv", "image,text\n" + string.Concat(lines.Select(i => $"{i}.png,{(i % 2 == 0 ? "xbcdefghij" : "abcdefghij")}\n")));
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", bad, "--compare", good);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("CER 5.00 %, −10.00 points, 95 % interval −10.00 to −10.00 over writers; better with probability 100.0 %", run.Output);
        Assert.Contains("The second is better, beyond chance. 40 lines better, 0 worse.", run.Output);
    }

    [TestMethod]
    public void Labels_from_the_page_come_back_as_a_table_of_causes()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("t.csv", "image,text\n\"a, b.png\",abcd\nc.png,abcd\nd.png,abcd\n");
        var predictions = folder.Write("p.csv", "image,text\n\"a, b.png\",xxxd\nc.png,xbcd\nd.png,abcd\n");
        var labels = folder.Write("labels.csv", "image,cause,gallery,note\n\"a, b.png\",illegible,worst random,\"so, so\"\nc.png,truth wrong,worst random,\n");
        var run = Htr.Run("evaluate", "--truth", truth, "--predictions", predictions, "--labels", labels, "--report", folder["out"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("illegible: 1 line, 3 edits, over all lines worth about 25.00 % of CER", run.Output);
        Assert.Contains("truth wrong: 1 line, 1 edit, over all lines worth about 8.33 % of CER", run.Output);
        Assert.Contains("value=\"so, so\"", File.ReadAllText(folder["out/index.html"])); // the page has the labels again
    }

    [TestMethod]
    public void Gaps_between_sets_are_named()
    {
        using var folder = new TemporaryFolder();
        var truth = Data(folder);
        var run = Htr.Run(
            "evaluate", "--truth", truth, "--model", TinyModel.Write(folder["tiny.safetensors"]), "--train-lines", truth, "--target-lines", truth);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("  training lines (data/truth.csv): CER ", run.Output);
        Assert.Contains("  widest: to the training lines. Bias", run.Output); // the same lines thrice: all the gap is in the first
    }

    [TestMethod]
    public void Training_and_evaluate_find_the_same_CER_to_the_last_digit()
    {
        using var folder = new TemporaryFolder();
        var truth = Data(folder);
        var recipe = folder.Write("recipe.json", $$"""{ "network": "{{TinyModel.Vgsl.Replace("c6", "c4", StringComparison.Ordinal)}}", "preprocessing": { "height": 16 } }""");
        var training = Htr.Run("train", "--recipe", recipe, "--train", truth, "--valid", truth, "--output", folder["run"], "--steps", "6");
        Assert.AreEqual(0, training.ExitCode, training.Error);
        var model = training.OutputLines[0].Split('\t')[0];
        using var figures = JsonDocument.Parse(Models.ModelFile.Load(model).Metadata.Figures);

        Assert.AreEqual(0, Htr.Run("evaluate", "--truth", truth, "--model", model, "--report", folder["out"]).ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(folder["out/report.json"]));
        Assert.AreEqual(figures.RootElement.GetProperty("valid_cer").GetDouble(), Cer(report.RootElement));
        Assert.AreEqual(
            figures.RootElement.GetProperty("valid_wer").GetDouble(),
            report.RootElement.GetProperty("rates").GetProperty("wer").GetProperty("rate").GetDouble());
    }

    private static double Cer(JsonElement report) => report.GetProperty("rates").GetProperty("cer").GetProperty("rate").GetDouble();

    private static string Data(TemporaryFolder folder)
    {
        SampleLine.Write(folder["data/one.png"], strokes: 6);
        SampleLine.Write(folder["data/two.png"], strokes: 9);
        SampleLine.Write(folder["data/three.png"], strokes: 14);
        return folder.Write("data/truth.csv", "image,text,writer\none.png,abc,ann\ntwo.png,cab,bob\nthree.png,bcabcabc,bob\n");
    }
}
