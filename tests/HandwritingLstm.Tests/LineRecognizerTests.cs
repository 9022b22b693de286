using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests;

[TestClass]
public sealed class LineRecognizerTests
{
    private static readonly Model _model = TinyModel(new LineNormalizerOptions { Height = 16 });

    [TestMethod]
    public void Line_read_alone_and_among_others_gives_the_same()
    {
        using var recognizer = new LineRecognizer(_model);
        GrayImage[] lines = [.. Enumerable.Range(2, 30).Select(strokes => Strokes(strokes * 7 % 31))];
        var together = recognizer.Read(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            var alone = recognizer.Read(lines[i]);
            Assert.AreEqual(alone.Text, together[i].Text);
            Assert.AreSequenceEqual(alone.Characters.ToArray(), together[i].Characters.ToArray());
        }

        Assert.IsGreaterThan(30, together.Sum(reading => reading.Characters.Count));
    }

    [TestMethod]
    public void Number_of_threads_does_not_change_a_bit()
    {
        using var one = new LineRecognizer(_model, new RecognizerOptions { Threads = 1 });
        using var three = new LineRecognizer(_model, new RecognizerOptions { Threads = 3 });
        Assert.AreSequenceEqual(one.Read(Strokes(20)).Characters.ToArray(), three.Read(Strokes(20)).Characters.ToArray());
    }

    [TestMethod]
    public void Characters_stand_where_their_columns_come_from()
    {
        using var recognizer = new LineRecognizer(_model);
        var image = Strokes(20);
        var columns = recognizer.Normalize(image);
        var reading = recognizer.Read(image);
        Assert.IsNotEmpty(reading.Characters);

        // Two pooled columns of the network cover T0 / T ≈ 2 columns of the line, each some pixels of the image wide.
        var pixels = columns.SourcePixelsPerColumn * columns.ColumnCount / (columns.ColumnCount / 2);
        foreach (var character in reading.Characters)
        {
            Assert.AreEqual(Math.Max(0, columns.SourceLeft + (character.FirstColumn * pixels)), character.Left, 1e-3f);
            Assert.AreEqual(columns.SourceLeft + ((character.LastColumn + 1) * pixels), character.Right, 1e-3f);
            Assert.IsGreaterThan(character.Left, character.Right);
        }
    }

    [TestMethod]
    public void Line_from_right_to_left_is_read_from_its_right_end()
    {
        var preprocessing = new LineNormalizerOptions { Height = 16 };
        using var fromLeft = new LineRecognizer(TinyModel(preprocessing, "אבגד "));
        using var fromRight = new LineRecognizer(TinyModel(preprocessing with { ReadingDirection = ReadingDirection.RightToLeft }, "אבגד "));
        var columns = fromRight.Normalize(Strokes(20));
        var reading = fromRight.Read([columns])[0];
        Assert.IsNotEmpty(reading.Characters);
        Assert.AreEqual(fromLeft.Read([new ColumnSequence(columns.ColumnCount, columns.Height, columns.Values)])[0].Text, reading.Text);

        var pixels = -columns.SourcePixelsPerColumn * columns.ColumnCount / (columns.ColumnCount / 2);
        foreach (var character in reading.Characters)
        {
            Assert.AreEqual(columns.SourceLeft - (character.FirstColumn * pixels), character.Right, 1e-3f);
            Assert.AreEqual(Math.Max(0, columns.SourceLeft - ((character.LastColumn + 1) * pixels)), character.Left, 1e-3f);
        }
    }

    [TestMethod]
    public void Numbers_in_a_line_from_right_to_left_are_read_from_their_left_end()
    {
        var preprocessing = new LineNormalizerOptions { Height = 16 };
        using var letters = new LineRecognizer(TinyModel(preprocessing with { ReadingDirection = ReadingDirection.RightToLeft }, "אבגד "));
        using var digits = new LineRecognizer(TinyModel(preprocessing with { ReadingDirection = ReadingDirection.RightToLeft }, "1234 "));
        var image = Strokes(20);
        var asLetters = string.Concat(letters.Read(image).Text.Select(letter => " 1234"[" אבגד".IndexOf(letter, StringComparison.Ordinal)]));
        Assert.IsGreaterThan(2, asLetters.Distinct().Count());
        Assert.AreEqual(string.Join(' ', asLetters.Split(' ').Select(number => string.Concat(number.Reverse()))), digits.Read(image).Text);
    }

    [TestMethod]
    public void No_lines_give_no_readings()
    {
        using var recognizer = new LineRecognizer(_model);
        Assert.IsEmpty(recognizer.Read(Array.Empty<GrayImage>()));
    }

    [TestMethod]
    public void Blank_paper_has_no_text()
    {
        using var recognizer = new LineRecognizer(_model);
        byte[] paper = [.. Enumerable.Repeat((byte)250, 300 * 40)];
        var readings = recognizer.Read([new GrayImage(300, 40, paper), Strokes(20)]);
        Assert.IsEmpty(readings[0].Characters);
        Assert.IsNotEmpty(readings[1].Characters);
    }

    [TestMethod]
    public void One_view_and_one_model_change_nothing()
    {
        using var plain = new LineRecognizer(_model);
        using var one = new LineRecognizer([_model], new RecognizerOptions { Views = 1 });
        Assert.AreSequenceEqual(plain.Read(Strokes(20)).Characters.ToArray(), one.Read(Strokes(20)).Characters.ToArray());
    }

    [TestMethod]
    public void Views_of_a_line_are_read_as_one_line_with_its_columns()
    {
        using var plain = new LineRecognizer(_model);
        using var several = new LineRecognizer(_model, new RecognizerOptions { Views = LineView.MaximumCount });
        var (expected, found) = (plain.Read(Strokes(20)), several.Read([Strokes(9), Strokes(20)])[1]);
        Assert.IsNotEmpty(found.Characters);
        Assert.AreNotEqual(expected.Confidence, found.Confidence);
        Assert.IsLessThan(Strokes(20).Width, found.Characters[^1].Right);
    }

    [TestMethod]
    public void More_of_the_same_votes_change_neither_text_nor_confidence()
    {
        using var one = new LineRecognizer([_model, _model]);
        using var three = new LineRecognizer([_model, _model, _model]);
        foreach (var strokes in new[] { 5, 9, 14 })
        {
            var (alone, voted) = (one.Read(Strokes(strokes)), three.Read(Strokes(strokes)));
            Assert.AreEqual(alone.Text, voted.Text);
            Assert.AreEqual(alone.Confidence, voted.Confidence, 1e-5f);
            CollectionAssert.AreEqual(alone.Characters.Select(character => character.Left).ToArray(), voted.Characters.Select(character => character.Left).ToArray());
        }
    }

    [TestMethod]
    public void Models_that_prepare_lines_otherwise_vote_too()
    {
        var other = TinyModel(new LineNormalizerOptions { Height = 16, MarginColumns = 9, VerticalScaling = VerticalScaling.InkBox });
        using var both = new LineRecognizer([_model, other]);
        using var turned = new LineRecognizer([other, _model]);
        var (one, two) = (both.Read(Strokes(14)), turned.Read(Strokes(14)));
        Assert.AreEqual(one.Text, two.Text);
        Assert.AreEqual(one.Confidence, two.Confidence, 1e-5f);
        Assert.AreNotEqual(both.Normalize(Strokes(14)).ColumnCount, turned.Normalize(Strokes(14)).ColumnCount);
    }

    [TestMethod]
    public void Models_of_other_alphabets_cannot_vote()
    {
        var other = new Model
        {
            Spec = _model.Spec,
            Alphabet = new Alphabet(_model.Alphabet.Characters.Reverse()),
            Preprocessing = _model.Preprocessing,
            Tensors = _model.Tensors,
        };
        var error = Assert.ThrowsExactly<RecognitionException>(() => new LineRecognizer([_model, other]).Dispose());
        StringAssert.Contains(error.Message, "alphabet", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(LineView.MaximumCount + 1)]
    public void Number_of_views_has_a_range(int views) =>
        StringAssert.Contains(Assert.ThrowsExactly<RecognitionException>(() => new RecognizerOptions { Views = views }.Validate()).Message, "Views", StringComparison.Ordinal);

    [TestMethod]
    public void Model_is_loaded_by_its_path()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "tiny.safetensors");
            ModelFile.Save(path, _model, TensorPrecision.F32);
            using var loaded = LineRecognizer.Load(path);
            using var direct = new LineRecognizer(_model);
            Assert.AreSequenceEqual(direct.Read(Strokes(9)).Characters.ToArray(), loaded.Read(Strokes(9)).Characters.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Model_whose_parts_do_not_fit_is_refused()
    {
        var wrongHeight = TinyModel(new LineNormalizerOptions { Height = 32 });
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new LineRecognizer(wrongHeight));
        Assert.Contains("32", problem.Message);
        Assert.Contains("16", problem.Message);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(RecognizerOptions.MaxThreads + 1)]
    public void Impossible_number_of_threads_is_refused(int threads)
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(
            () => new LineRecognizer(_model, new RecognizerOptions { Threads = threads }));
        Assert.Contains("Threads", problem.Message);
    }

    private static Model TinyModel(LineNormalizerOptions preprocessing, string letters = "abcd ")
    {
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c6]");
        using var network = new LineNetwork(spec, seed: 3, threads: 1);
        return new Model
        {
            Spec = spec,
            Alphabet = new Alphabet(letters.Select(letter => letter.ToString())),
            Preprocessing = PreprocessingJson.Write(preprocessing),
            // Fresh weights find every label about as probable; larger ones make up their mind.
            Tensors = [.. network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => 6 * value)] })],
        };
    }

    /// <summary>A line of slanted strokes, 12 pixels each.</summary>
    private static GrayImage Strokes(int count)
    {
        const int Height = 40;
        var width = 20 + (count * 12);
        var pixels = new byte[width * Height];
        Array.Fill(pixels, (byte)245);
        for (var stroke = 0; stroke < count; stroke++)
        {
            for (var y = 6 + (stroke * 7 % 11); y < Height - 8; y++)
            {
                pixels.AsSpan((y * width) + 10 + (stroke * 12) + ((Height - y) / 8), 2).Fill(25);
            }
        }

        return new GrayImage(width, Height, pixels);
    }
}
