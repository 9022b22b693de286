using HandwritingLstm.Ink;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;
using HandwritingLstm.Training.Tests.Composition;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class TrainingDataTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(2);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Strokes_are_those_of_training_lines_alone()
    {
        var data = Load(PrintedHand.Write("line1", "lot"), PrintedHand.Write("another", "till"));
        CollectionAssert.AreEqual(new[] { "line1" }, data.Ink.Keys.ToArray());
    }

    [TestMethod]
    public void Strokes_of_other_lines_alone_are_an_error()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Load(PrintedHand.Write("another", "till")));
        StringAssert.Contains(problem.Message, "no line has the id of a training line", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_height_in_another_unit_than_the_strokes_is_named()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Load(PrintedHand.Write("line0", "till") with { Height = 1 }));
        StringAssert.Contains(problem.Message, "line0: the strokes are 2", StringComparison.Ordinal);
        StringAssert.Contains(problem.Message, "page_median_height (1)", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Other_hands_are_spelled_with_the_letters_of_the_training_lines()
    {
        using var hands = new LineFolder();
        hands.Add("accents.pgm", "âbà", "train", LineFolder.Bars("aba"));
        hands.Add("stranger.pgm", "abx", "train", LineFolder.Bars("aba"));
        hands.Add("validation.pgm", "ab", "valid", LineFolder.Bars("ab"));
        var recipe = Recipe with { Data = new() { Train = _folder.Csv, TrainSplit = "train", OtherHands = hands.Csv } };
        var data = TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);
        CollectionAssert.AreEqual(new[] { "a", "b" }, data.Alphabet.Characters.ToArray());
        CollectionAssert.AreEqual(new[] { "line0.pgm", "line1.pgm", "accents.pgm" }, data.Training.Lines.Select(line => line.Id).ToArray());
        CollectionAssert.AreEqual(data.Alphabet.Encode("aba"), data.Training.Lines[2].Labels);
        Assert.IsEmpty(data.Training.Report.Issues);
    }

    [TestMethod]
    public void Strokes_that_are_named_like_a_line_of_other_hands_are_refused()
    {
        using var hands = new LineFolder().With(1);
        var strokes = Path.Combine(_folder.Path, "strokes.jsonl");
        File.WriteAllText(strokes, PrintedHand.ToJson(PrintedHand.Write("line0", "lot")));
        var recipe = Recipe with { Data = new() { Train = _folder.Csv, OtherHands = hands.Csv, Ink = strokes } };
        var problem = Assert.ThrowsExactly<RecognitionException>(() => TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None));
        StringAssert.Contains(problem.Message, "line0: strokes are found by the names of images, but 2 images have this one", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Strokes_of_two_lines_of_one_name_are_refused_but_not_of_one_that_is_named_twice()
    {
        using var other = new LineFolder().With(1);
        Assert.HasCount(4, Load($"{_folder.Csv};{_folder.Csv}").Training.Lines);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Load($"{_folder.Csv};{other.Csv}"));
        StringAssert.Contains(problem.Message, "2 images have this one", StringComparison.Ordinal);

        TrainingData Load(string train)
        {
            var strokes = Path.Combine(_folder.Path, "strokes.jsonl");
            File.WriteAllText(strokes, PrintedHand.ToJson(PrintedHand.Write("line0", "lot")));
            var recipe = Recipe with { Data = new() { Train = train, Ink = strokes } };
            return TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);
        }
    }

    [TestMethod]
    public void Texts_from_right_to_left_are_trained_as_the_columns_show_them()
    {
        using var folder = new LineFolder();
        folder.Add("number.pgm", "אב 12", "train", LineFolder.Bars("abaab"));
        var recipe = Recipe with { Preprocessing = new() { Height = 16, ReadingDirection = ReadingDirection.RightToLeft }, Data = new() { Train = folder.Csv } };
        var data = TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);
        CollectionAssert.AreEqual(data.Alphabet.Encode("אב 21"), data.Training.Lines[0].Labels);
    }

    [TestMethod]
    [DataRow("אב 12 a", ReadingDirection.LeftToRight, "2 of 3 letters are of scripts that run from right to left", "\"rightToLeft\"")]
    [DataRow("ab 12", ReadingDirection.RightToLeft, "0 of 2 letters", "\"leftToRight\"")]
    public void Columns_that_run_against_the_texts_are_refused(string text, ReadingDirection direction, string found, string wanted)
    {
        using var folder = new LineFolder();
        folder.Add("line.pgm", text, "train", LineFolder.Bars("abaab"));
        var recipe = Recipe with { Preprocessing = new() { Height = 16, ReadingDirection = direction }, Data = new() { Train = folder.Csv } };
        var problem = Assert.ThrowsExactly<RecognitionException>(() => TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None));
        StringAssert.Contains(problem.Message, found, StringComparison.Ordinal);
        StringAssert.Contains(problem.Message, wanted, StringComparison.Ordinal);
    }

    private static Recipe Recipe => new()
    {
        Network = "[1,16,0,1 S1(1x0)1,3 O1c2]",
        Preprocessing = new() { Height = 16 },
    };

    private TrainingData Load(params InkLine[] ink)
    {
        var path = Path.Combine(_folder.Path, "strokes.jsonl");
        File.WriteAllLines(path, ink.Select(PrintedHand.ToJson));
        var recipe = Recipe with { Data = new() { Train = _folder.Csv, Ink = path } };
        return TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);
    }
}
