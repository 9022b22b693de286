using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class LineDataSetTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(5);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Every_bad_line_is_listed_with_its_row_and_reason()
    {
        _folder.Add("missing.pgm", "ab", "train", file: null);
        _folder.Add("truncated.pgm", "ab", "train", LineFolder.Bars("ab")[..100]);
        _folder.Add("empty.pgm", " ", "train", LineFolder.Bars("ab"));
        _folder.Add("unknown.pgm", "abz", "train", LineFolder.Bars("aba"));
        _folder.Add("narrow.pgm", new string('a', 200), "train", LineFolder.Bars("a"));
        _folder.Add("wide.pgm", "ab", "train", LineFolder.Bars(new string('a', 100)));
        _folder.Add("blank.pgm", "ab", "train", LineFolder.Bars("  ")[..20].Concat(Enumerable.Repeat((byte)255, 2000)).ToArray());

        var set = Load(new TrainingOptions { MaximumColumns = 1000 });

        Assert.HasCount(5, set.Lines);
        Assert.AreEqual(12, set.Report.LineCount);
        CollectionAssert.AreEqual(
            new (string, int, LintKind)[]
            {
                ("missing.pgm", 7, LintKind.UnreadableImage),
                ("truncated.pgm", 8, LintKind.UnreadableImage),
                ("empty.pgm", 9, LintKind.EmptyText),
                ("unknown.pgm", 10, LintKind.UnknownCharacter),
                ("narrow.pgm", 11, LintKind.TooNarrow),
                ("wide.pgm", 12, LintKind.Oversized),
                ("blank.pgm", 13, LintKind.UnreadableImage),
            },
            set.Report.Issues.Select(issue => (issue.Id, issue.Row, issue.Kind)).ToArray());
    }

    [TestMethod]
    public void Report_names_file_row_id_and_counts()
    {
        _folder.Add("missing.pgm", "ab", "train", file: null);
        using var writer = new StringWriter();
        Load(new TrainingOptions()).Report.Write(writer);

        StringAssert.StartsWith(writer.ToString(), $"{_folder.Csv}, row 7, missing.pgm: ", StringComparison.Ordinal);
        StringAssert.Contains(writer.ToString(), "6 lines checked, 1 cannot be used (16.7 %).", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Of_several_files_the_one_is_named_that_has_the_line()
    {
        using var other = new LineFolder();
        other.Add("missing.pgm", "ab", "train", file: null);
        var several = $"{_folder.Csv};{other.Csv}";
        using var writer = new StringWriter();
        var inspector = new LineInspector(new LineNormalizer(), NetworkSpec.Parse("[1,48,0,1 S1(1x0)1,3 Lbx4 O1c3]"), new Alphabet(["a", "b"]), 1000);
        DataSetLint.Check(several, GroundTruthSource.Read(several, ""), inspector).Write(writer);
        StringAssert.StartsWith(writer.ToString(), $"{other.Csv}, row 2, missing.pgm: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Lines_have_the_labels_that_spell_their_text()
    {
        var set = Load(new TrainingOptions());
        CollectionAssert.AreEqual(new[] { 1, 2 }, set.Lines[0].Labels); // "ab"
        Assert.AreEqual(2, set.Lines[0].MinimumColumns);
        CollectionAssert.AreEqual(new[] { 2, 2, 1 }, set.Lines[1].Labels); // "bba": a blank stands between the two b
        Assert.AreEqual(4, set.Lines[1].MinimumColumns);
    }

    [TestMethod]
    public void Lines_are_the_same_on_any_number_of_threads() =>
        Assert.AreEqual(Load(new TrainingOptions { Threads = 1 }).Fingerprint, Load(new TrainingOptions { Threads = 3 }).Fingerprint);

    [TestMethod]
    public void Memory_is_stated_and_bounded()
    {
        Assert.AreEqual(Load(new TrainingOptions()).Bytes, Load(new TrainingOptions()).Lines.Sum(line => (long)line.Ink.Values.Length));

        _folder.With(300); // about 5 KiB each
        var message = Assert.ThrowsExactly<RecognitionException>(() => Load(new TrainingOptions { MaximumDataMegabytes = 1 })).Message;
        StringAssert.Contains(message, "more than 1 MiB", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Ground_truth_that_is_named_twice_is_loaded_once()
    {
        var (once, twice) = (Load(new TrainingOptions()), Load(new TrainingOptions(), [.. GroundTruthFile.Read(_folder.Csv), .. GroundTruthFile.Read(_folder.Csv)]));
        Assert.HasCount(10, twice.Lines);
        Assert.AreEqual(once.Bytes, twice.Bytes);
        Assert.AreEqual(5, twice.Report.LineCount);
        Assert.AreSame(twice.Lines[2], twice.Lines[7]);
    }

    [TestMethod]
    public void Unknown_split_names_those_there_are()
    {
        _folder.With(1, "valid");
        var message = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthSource.Read(_folder.Csv, "test")).Message;
        StringAssert.Contains(message, "its splits are train, valid", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Each_of_several_sources_must_have_the_split()
    {
        using var other = new LineFolder().With(1, "valid");
        Assert.HasCount(5, GroundTruthSource.Read(_folder.Csv, "train"));
        var message = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthSource.Read($"{_folder.Csv};{other.Csv}", "train")).Message;
        StringAssert.StartsWith(message, $"{other.Csv}: none of its 1 lines is of split", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Folder_of_text_files_is_ground_truth_too()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "line0.gt.txt"), "ab\n");
        Assert.AreEqual("ab", GroundTruthSource.Read(_folder.Path, "").Single().Text);
    }

    [TestMethod]
    public void Several_files_are_one_ground_truth()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "more")).FullName;
        File.WriteAllText(Path.Combine(folder, "line.gt.txt"), "ba\n");
        var lines = GroundTruthSource.Read($"{_folder.Csv}; {folder}", "");
        Assert.HasCount(GroundTruthFile.Read(_folder.Csv).Count + 1, lines);
        Assert.AreEqual("ba", lines[^1].Text);
    }

    [TestMethod]
    public void Validation_takes_evenly_spaced_lines()
    {
        var truth = GroundTruthFile.Read(_folder.Csv);
        var inspector = new LineInspector(new LineNormalizer(), spec: null, alphabet: null, int.MaxValue);
        var set = ValidationSet.Load("truth", truth, inspector, new TrainingOptions { ValidationLines = 2 });
        CollectionAssert.AreEqual(new[] { "line0.pgm", "line2.pgm" }, set.Lines.Select(line => line.Id).ToArray());
    }

    [TestMethod]
    public void Unreadable_validation_lines_count_as_read_empty()
    {
        _folder.Add("missing.pgm", "abab", "valid", file: null);
        var truth = GroundTruthFile.Read(_folder.Csv);
        var inspector = new LineInspector(new LineNormalizer(), spec: null, alphabet: null, int.MaxValue);
        var set = ValidationSet.Load("truth", truth, inspector, new TrainingOptions());
        CollectionAssert.AreEqual(new[] { "abab" }, set.UnreadTexts.ToArray());
    }

    private LineDataSet Load(TrainingOptions options, IReadOnlyList<GroundTruthLine>? truth = null)
    {
        var alphabet = new Alphabet(["a", "b"]);
        var spec = NetworkSpec.Parse("[1,48,0,1 S1(1x0)1,3 Lbx4 O1c3]");
        var inspector = new LineInspector(new LineNormalizer(), spec, alphabet, options.MaximumColumns);
        return LineDataSet.Load(_folder.Csv, truth ?? GroundTruthFile.Read(_folder.Csv), inspector, options);
    }
}
