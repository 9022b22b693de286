using System.Text.Json;
using System.Text.RegularExpressions;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Evaluation.Report;

[TestClass]
public sealed partial class ReportFolderTests
{
    private static readonly string[] _voids = ["meta", "img", "input"];

    [TestMethod]
    public void Page_is_well_formed_and_needs_nothing_else()
    {
        var html = WriteFull(out _);
        AssertBalanced(html);
        foreach (Match address in Address().Matches(html))
        {
            Assert.IsTrue(
                address.Groups["address"].Value.StartsWith('#') || address.Groups["address"].Value.StartsWith("data:image/png;", StringComparison.Ordinal) ||
                address.Groups["address"].Value is "lines.csv" or "report.json",
                address.Groups["address"].Value);
        }

        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.DoesNotContain("@import", html);
        Assert.DoesNotContain("url(", html);
    }

    [TestMethod]
    public void Page_is_accessible()
    {
        var html = WriteFull(out _);
        Assert.Contains("<html lang=\"en\">", html);
        var ids = Id().Matches(html).Select(match => match.Groups["id"].Value).ToArray();
        Assert.HasCount(ids.Length, ids.Distinct().ToArray());
        foreach (Match reference in Reference().Matches(html))
        {
            Assert.Contains(reference.Groups["id"].Value, ids);
        }

        Assert.AreEqual(Count(html, "<table>"), Count(html, "<caption>"));
        Assert.AreEqual(Count(html, "<th"), Count(html, "<th scope=") + Count(html, "<thead>"));
        Assert.AreEqual(Count(html, "role=\"img\""), Count(html, "<desc "));
        Assert.AreEqual(Count(html, "<img "), Count(html, " alt=\""));
        Assert.AreEqual(Count(html, "<img "), Count(html, "loading=\"lazy\""));
    }

    [TestMethod]
    public void Names_and_texts_cannot_become_markup()
    {
        var html = WriteFull(out _);
        Assert.DoesNotContain("<script>alert", html);
        Assert.Contains("&lt;script&gt;alert", html);
    }

    [TestMethod]
    public void Images_are_embedded_for_shown_lines_only_and_once()
    {
        using var folder = new TemporaryFolder();
        var image = Path.Combine(folder.Path, "line.png");
        ImageFile.SavePng(new GrayImage(40, 20, [.. Enumerable.Repeat((byte)200, 800)]), image);
        LineComparison[] lines =
        [
            .. Enumerable.Range(0, 50).Select(i => new LineComparison($"{i}.png", "abcdefghij", new string('x', i % 10)) { ImagePath = image }),
        ];
        var output = Path.Combine(folder.Path, "report");
        ReportFolder.Write(output, new ReportContent(new EvaluationReport(lines), "t", "m"), new ReportOptions { WorstLines = 5, RandomLines = 7 });
        var html = File.ReadAllText(Path.Combine(output, "index.html"));
        var shown = Count(html, "<article ");
        Assert.AreEqual(shown, Count(html, "<img "));
        Assert.IsTrue(shown is >= 7 and <= 12);
        Assert.AreEqual(12 - shown, Count(html, "class=\"again\"")); // a random line that is among the worst is shown there
    }

    [TestMethod]
    public void Right_and_no_lines_make_a_report_as_well()
    {
        using var folder = new TemporaryFolder();
        foreach (var lines in new LineComparison[][] { [], [new("1", "a", "a")], [new("1", "", ""), new("2", "", "x", null, 0.5f)] })
        {
            ReportFolder.Write(folder.Path, new ReportContent(new EvaluationReport(lines), "t", "m"));
            AssertBalanced(File.ReadAllText(Path.Combine(folder.Path, "index.html")));
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "report.json")));
            Assert.AreEqual(lines.Length, json.RootElement.GetProperty("lines").GetProperty("count").GetInt32());
            Assert.HasCount(lines.Length + 1, File.ReadAllLines(Path.Combine(folder.Path, "lines.csv")));
        }
    }

    [TestMethod]
    public void Json_has_the_figures_to_the_last_digit()
    {
        WriteFull(out var files);
        using var json = JsonDocument.Parse(files["report.json"]);
        var report = new EvaluationReport(Lines());
        var cer = json.RootElement.GetProperty("rates").GetProperty("cer");
        Assert.AreEqual(report.Overall.Cer, cer.GetProperty("rate").GetDouble());
        Assert.AreEqual(report.CerInterval!.Value.High, cer.GetProperty("overLines").GetProperty("high").GetDouble());
        Assert.AreEqual(report.Overall.Characters.Edits, json.RootElement.GetProperty("confusions").GetProperty("characters").EnumerateArray().Sum(one => one.GetProperty("count").GetInt64()));
        Assert.HasCount(100, json.RootElement.GetProperty("coverage").EnumerateArray().ToArray());
        Assert.AreEqual("illegible", json.RootElement.GetProperty("causes").GetProperty("shares")[0].GetProperty("cause").GetString());
        Assert.AreEqual("HeldOut", json.RootElement.GetProperty("gaps").GetProperty("sets")[0].GetProperty("stage").GetString());
    }

    [TestMethod]
    public void Every_line_is_in_the_CSV()
    {
        WriteFull(out var files);
        var rows = files["lines.csv"].Split('\n');
        Assert.AreEqual("id,writer,truth,reading,edits,cer,wer,confidence,duration", rows[0]);
        Assert.AreEqual("1.png,ann,the cat sat,the bat sat,1,0.0909,0.3333,0.7500,0.0125", rows[1]);
        Assert.AreEqual("3.png,bob,\"say \"\"é\"\", now\",say e now,4,0.3333,0.3333,,", rows[3]);
    }

    [TestMethod]
    public void Label_that_was_given_is_chosen()
    {
        var html = WriteFull(out _);
        Assert.Contains("<option value=\"illegible\" selected=\"\">illegible</option>", html);
        Assert.Contains("data-image=\"1.png\" data-gallery=\"worst random\"", html);
    }

    private static LineComparison[] Lines() =>
    [
        new("1.png", "the cat sat", "the bat sat", "ann", 0.75f) { Seconds = 0.0125, Characters = [.. "the bat sat".Select((letter, i) => new CharacterExtent($"{letter}", i, i + 1, 0.9f))] },
        new("2.png", "on the mat", "on the mat", "ann", 0.9f),
        new("3.png", "say \"é\", now", "say e now", "bob"),
        new("<script>alert(1)</script>", "سلام عليكم", "<script>alert(2)</script>", "<script>alert(3)</script>", 0.95f),
    ];

    /// <summary>A report with everything that a report can have.</summary>
    private static string WriteFull(out Dictionary<string, string> files)
    {
        using var folder = new TemporaryFolder();
        var image = Path.Combine(folder.Path, "line.png");
        ImageFile.SavePng(new GrayImage(40, 20, [.. Enumerable.Repeat((byte)200, 800)]), image);
        var report = new EvaluationReport([.. Lines().Select(line => line with { ImagePath = image })]) { Missing = ["7.png"], Extra = ["8.png"] };
        var output = Path.Combine(folder.Path, "out");
        ReportFolder.Write(output, new ReportContent(report, "truth.csv", "model")
        {
            Version = "1.2.3",
            Created = "2026-01-01",
            Comparison = PairedComparison.Of(report, report),
            SecondReader = "second",
            Gaps = new GapAnalysis([new(GapStage.HeldOut, "held.csv", report), new(GapStage.Validation, "valid.csv", report)], 0.01),
            Causes = new CauseTable([new("1.png", "illegible", true, "note"), new("nowhere.png", "language", false, "")], report),
        });
        files = Directory.GetFiles(output).ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        CollectionAssert.AreEquivalent(new[] { "index.html", "lines.csv", "report.json" }, files.Keys.ToArray());
        return files["index.html"];
    }

    /// <summary>Every element that is opened is closed, in the right order.</summary>
    private static void AssertBalanced(string html)
    {
        var open = new Stack<string>();
        var markup = Code().Replace(html, "");
        foreach (Match tag in Tag().Matches(markup))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Length > 0)
            {
                Assert.AreEqual(open.Pop(), name);
            }
            else if (!_voids.Contains(name))
            {
                open.Push(name);
            }
        }

        Assert.IsEmpty(open);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<(?<end>/?)(?<name>[a-z][a-z0-9]*)[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex("(?<=<(style|script)>).*?(?=</(style|script)>)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Code();

    [GeneratedRegex("(href|src)=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Address();

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Id();

    [GeneratedRegex("(href=\"#|for=\")(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Reference();
}
