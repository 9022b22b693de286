using System.Text;
using HandwritingLstm.Ink;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests.Composition;

/// <summary>From strokes or images and a shipped model to other texts in the same hand.</summary>
[TestClass]
public sealed class ComposedLinesTests : IDisposable
{
    private static readonly string[] _texts = ["it to lot", "lit oil tot", "till to oil", "toil lot it", "tilt lo it", "oil it too"];

    private readonly LineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(true, DisplayName = "composed of strokes")]
    [DataRow(false, DisplayName = "composed of images")]
    public void Lines_say_words_of_the_texts_and_a_model_reads_them(bool ofStrokes)
    {
        var recipe = Recipe("lilt to tool or little olio till", share: 0.95, ofStrokes);
        using var lines = Epoch(recipe, out var data);
        var model = ModelFile.Load(ModelStore.Find("mdlstm"));
        using var network = LineNetwork.FromTensors(model.Spec, model.Tensors, 1);
        var decoder = new Decoding.BestPathDecoder(model.Alphabet);
        var (composed, right, total) = (0, 0L, 0L);
        for (var epoch = 0; epoch < 8; epoch++)
        {
            foreach (var line in lines.Prepare(epoch, [0, 1, 2, 3, 4, 5]))
            {
                var text = string.Concat(line.Labels.Select(label => data.Alphabet[label]));
                if (_texts.Contains(text, StringComparer.Ordinal))
                {
                    continue;
                }

                composed++;
                Assert.IsTrue(text.Split(' ').All(word => "lilt to tool little olio till".Split(' ').Contains(word, StringComparer.Ordinal)), text);
                total += text.Length;
                right += text.Length - Math.Min(text.Length, Evaluation.ErrorRates.Of(text, decoder.Decode(network.Forward(line.Columns)).Text).Characters.Edits);
            }
        }

        Assert.IsGreaterThan(30, composed);
        Assert.IsGreaterThan(0.7, (double)right / total, "letters that were cut at the wrong places are not read");
    }

    [TestMethod]
    public void The_share_is_that_of_lines_that_say_something_else()
    {
        var composed = Compose(Load(Recipe("till tilt", share: 0.3)), Recipe("till tilt", share: 0.3));
        var count = Enumerable.Range(0, 50).Sum(epoch => Enumerable.Range(0, _texts.Length).Count(index => composed.Write(epoch, index, 10) is not null));
        Assert.IsInRange(60, 120, count); // of 300
    }

    [TestMethod]
    [DataRow(true, DisplayName = "composed of strokes")]
    [DataRow(false, DisplayName = "composed of images")]
    public void Lines_are_the_same_on_any_number_of_threads_and_when_asked_again(bool ofStrokes)
    {
        var recipe = Recipe("till tilt tool to lilt", share: 0.95, ofStrokes);
        using var one = Epoch(recipe, out var data);
        using var three = Epoch(recipe with { Training = recipe.Training with { Threads = 3 } }, out _);
        var others = 0;
        for (var epoch = 3; epoch >= 0; epoch--)
        {
            foreach (var (line, same) in one.Prepare(epoch, [0, 1, 2, 3, 4, 5]).Zip(three.Prepare(epoch, [0, 1, 2, 3, 4, 5])))
            {
                CollectionAssert.AreEqual(line.Labels, same.Labels);
                CollectionAssert.AreEqual(line.Columns.Values, same.Columns.Values);
                others += data.Training.Lines.Any(real => ReferenceEquals(real.Labels, line.Labels)) ? 0 : 1;
            }
        }

        Assert.IsGreaterThan(12, others);
    }

    [TestMethod]
    public void Words_that_the_hand_cannot_write_are_made_up_for()
    {
        var recipe = Recipe("till zebra wax tool dozen lilt", share: 0.95);
        var data = Load(recipe);
        var composed = Compose(data with { Alphabet = data.Alphabet.Union(new(["z", "e", "b", "r", "a", "w", "x", "d", "n"])) }, recipe);
        ComposedLine[] lines = [.. Enumerable.Range(0, 40).Select(epoch => composed.Write(epoch, 0, 24)).OfType<ComposedLine>()];
        Assert.IsGreaterThan(30, lines.Length);
        Assert.IsTrue(lines.All(line => line.Labels.Length is >= 19 and <= 24), string.Join(' ', lines.Select(line => line.Labels.Length)));
    }

    [TestMethod]
    public void A_hand_that_can_write_next_to_nothing_writes_nothing()
    {
        var recipe = Recipe("zebra wax dozen to fuzzy grass quick brown", share: 0.95);
        var data = Load(recipe);
        var composed = Compose(data with { Alphabet = data.Alphabet.Union(new(["z", "e", "b", "r", "a", "w", "x", "d", "n", "f", "u", "y", "g", "s", "q", "c", "k"])) }, recipe);
        Assert.IsTrue(Enumerable.Range(0, 40).All(epoch => composed.Write(epoch, 0, 60) is null));
    }

    [TestMethod]
    public void Lines_without_strokes_stay_what_they_are()
    {
        var recipe = Recipe("till tilt", share: 0.95);
        var data = Load(recipe);
        var known = data.Ink.Where(line => line.Key is not "line2").ToDictionary(StringComparer.Ordinal);
        var composed = Compose(data with { Ink = known }, recipe);
        Assert.IsGreaterThanOrEqualTo(4, composed.LineCount);
        Assert.IsTrue(Enumerable.Range(0, 20).All(epoch => composed.Write(epoch, 2, 10) is null));
    }

    [TestMethod]
    public void A_line_that_cannot_be_drawn_or_read_gives_no_letters()
    {
        var recipe = Recipe("till tilt", share: 0.95);
        var data = Load(recipe);
        var all = Compose(data, recipe).LineCount;
        var damaged = data.Ink.ToDictionary(StringComparer.Ordinal);
        damaged["line0"] = damaged["line0"] with { Strokes = [new InkStroke([0, 1e9f], [0, 1e9f])] };
        damaged["line1"] = damaged["line1"] with { Strokes = [new InkStroke([0, 40], [0, 300])] };
        Assert.AreEqual(all - 2, Compose(data with { Ink = damaged }, recipe).LineCount);
    }

    [TestMethod]
    public void A_model_that_finds_no_text_is_named()
    {
        var recipe = Recipe("till tilt", share: 0.95);
        var data = Load(recipe);
        var blots = data.Ink.ToDictionary(line => line.Key, line => line.Value with { Strokes = [new InkStroke([0, 40], [0, 300])] }, StringComparer.Ordinal);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Compose(data with { Ink = blots }, recipe));
        StringAssert.Contains(problem.Message, "the model \"mdlstm\" finds the text of none of 6 lines", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_model_that_finds_no_text_in_the_images_is_named()
    {
        var recipe = Recipe("toot", share: 0.95, ofStrokes: false);
        var data = Load(recipe);
        File.WriteAllLines(_folder.Csv, ["image,text,writer", .. _texts.Index().Select(line => $"line{line.Index}.pgm,oo too toto,hand")]);
        var wrong = Load(recipe);
        Assert.IsGreaterThan(3, Compose(data, recipe).LineCount);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Compose(wrong, recipe));
        StringAssert.Contains(problem.Message, "the model \"mdlstm\" finds the text of none of 6 lines in their images", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_model_for_lines_of_another_height_cannot_find_letters_in_images()
    {
        var recipe = Recipe("till tilt", share: 0.95, ofStrokes: false);
        recipe = recipe with { Network = "[1,32,0,1 Mp2,4 S1(1x0)1,3 O1c2]", Preprocessing = recipe.Preprocessing with { Height = 32 } };
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Compose(Load(recipe), recipe));
        StringAssert.Contains(problem.Message, "The model \"mdlstm\"", StringComparison.Ordinal);
        StringAssert.Contains(problem.Message, "32", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Without_other_texts_lines_say_words_of_one_another()
    {
        var recipe = Recipe("x", share: 0.95, ofStrokes: false);
        recipe = recipe with { Composed = recipe.Composed with { Texts = "", OwnTexts = 1 } };
        var data = Load(recipe);
        var composed = Compose(data, recipe);
        var words = _texts.SelectMany(text => text.Split(' ')).ToArray();
        var count = 0;
        for (var epoch = 0; epoch < 20; epoch++)
        {
            if (composed.Write(epoch, 0, 10) is { } line)
            {
                count++;
                CollectionAssert.IsSubsetOf(string.Concat(line.Labels.Select(label => data.Alphabet[label])).Split(' '), words);
            }
        }

        Assert.IsGreaterThan(10, count);
    }

    [TestMethod]
    public void Ground_truth_that_is_named_twice_counts_twice_and_is_read_once()
    {
        var once = Recipe("till tilt", share: 0.95);
        var twice = once with { Data = once.Data with { Train = $"{_folder.Csv};{_folder.Csv}" } };
        var data = Load(twice);
        var composed = Compose(data, twice);
        Assert.HasCount(2 * _texts.Length, data.Training.Lines);
        Assert.AreEqual(Compose(Load(once), once).LineCount, composed.LineCount);
        Assert.IsTrue(Enumerable.Range(0, 20).Any(epoch => composed.Write(epoch, _texts.Length, 10) is not null), "the second time has a hand, too");
    }

    [TestMethod]
    public void Looking_for_letters_can_be_given_up()
    {
        var recipe = Recipe("till tilt", share: 0.95);
        Assert.ThrowsExactly<OperationCanceledException>(
            () => ComposedLines.Load(recipe, Load(recipe), new RecordedProgress(), new CancellationToken(canceled: true)));
    }

    // A hand of four letters, drawn, with the file of its strokes beside the images.
    private Recipe Recipe(string words, double share, bool ofStrokes = true)
    {
        var (texts, ink) = (Path.Combine(_folder.Path, "words.txt"), Path.Combine(_folder.Path, "strokes.jsonl"));
        File.WriteAllText(texts, words);
        using (var strokes = new StreamWriter(ink))
        using (var truth = new StreamWriter(_folder.Csv))
        {
            truth.WriteLine("image,text,writer");
            foreach (var (i, text) in _texts.Index())
            {
                var line = PrintedHand.Write($"line{i}", text);
                var image = InkRenderer.Draw(line, new InkPen { LineHeight = 64 });
                File.WriteAllBytes(Path.Combine(_folder.Path, $"line{i}.pgm"), [.. Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels]);
                truth.WriteLine($"line{i}.pgm,{text},hand");
                strokes.WriteLine(PrintedHand.ToJson(line));
            }
        }

        return new()
        {
            Network = "[1,48,0,1 Mp2,4 S1(1x0)1,3 O1c2]",
            Preprocessing = new() { Height = 48 },
            Ink = new() { Probability = 1, MaximumShear = 0.1, WidthSpread = 0.1, MinimumPen = 0.04 },
            Composed = new() { Share = share, Texts = texts, Model = "mdlstm" },
            Training = new() { Threads = 1 },
            Data = new() { Train = _folder.Csv, Ink = ofStrokes ? ink : "" },
        };
    }

    private static TrainingData Load(Recipe recipe) => TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);

    private static ComposedLines Compose(TrainingData data, Recipe recipe) =>
        ComposedLines.Load(recipe, data, new RecordedProgress(), CancellationToken.None);

    private static EpochLines Epoch(Recipe recipe, out TrainingData data)
    {
        data = Load(recipe);
        return new EpochLines(recipe, data, Compose(data, recipe));
    }
}
