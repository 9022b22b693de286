using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;
using HandwritingLstm.Training.Tests.Synthesis;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class EpochLinesTests : IDisposable
{
    private const int Real = 6;

    private readonly LineFolder _folder = new LineFolder().With(Real - 1);

    public EpochLinesTests() => _folder.Add("space.pgm", "a bb a", "train", LineFolder.Bars("a bb a"));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Synthetic_lines_stand_behind_the_real_ones_and_have_their_widths()
    {
        using var lines = Load(Recipe("abba ba ab"), out var data);
        Assert.HasCount(Real + 4, lines.Widths); // 4 of 10 lines are drawn
        CollectionAssert.AreEqual(data.Training.Lines.Select(line => line.Ink.ColumnCount).ToArray(), lines.Widths.Take(Real).ToArray());
        CollectionAssert.AreEqual(lines.Widths.Take(4).ToArray(), lines.Widths.Skip(Real).ToArray());
    }

    [TestMethod]
    public void Two_views_of_a_line_stand_side_by_side_and_show_its_letters_in_the_same_columns()
    {
        var recipe = Recipe("abba ba ab") with { Training = new() { ConsistencyWeight = 0.2 } };
        using var alone = Load(recipe with { Training = new() }, out _);
        using var inPairs = Load(recipe, out _);
        int[] batch = [Real + 1, 0, 3];
        var (lines, views) = (alone.Prepare(2, batch), inPairs.Prepare(2, batch));
        Assert.HasCount(6, views);
        for (var i = 0; i < views.Length; i++)
        {
            var (line, view, other) = (lines[i / 2].Columns, views[i].Columns, views[i ^ 1].Columns);
            CollectionAssert.AreEqual(lines[i / 2].Labels, views[i].Labels);
            Assert.AreEqual(line.ColumnCount, view.ColumnCount);
            CollectionAssert.AreNotEqual(view.Values, other.Values);
            Assert.IsGreaterThan(0.5, Correlation(line.Values, view.Values));
            CollectionAssert.AreEqual(view.Values, inPairs.Prepare(2, batch)[i].Columns.Values); // the same when asked again
        }

        static double Correlation(float[] a, float[] b) =>
            a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
    }

    [TestMethod]
    public void Synthetic_lines_say_another_text_in_every_epoch_and_the_same_one_when_asked_again()
    {
        var recipe = Recipe("abba a ba baab b aabb ab abb a ba a bab bba aab");
        using var lines = Load(recipe, out var data);
        using var again = Load(recipe, out _);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var epoch = 8; epoch >= 0; epoch--)
        {
            var (line, same) = (lines.Prepare(epoch, [Real + 3])[0], again.Prepare(epoch, [0, Real + 3])[1]);
            CollectionAssert.AreEqual(line.Columns.Values, same.Columns.Values);
            CollectionAssert.AreEqual(line.Labels, same.Labels);
            Assert.IsLessThanOrEqualTo(data.Training.Lines[3].Labels.Length, line.Labels.Length);
            texts.Add(string.Concat(line.Labels.Select(label => data.Alphabet[label])));
        }

        Assert.IsGreaterThan(4, texts.Count);
    }

    [TestMethod]
    public void Real_lines_are_the_same_with_synthetic_ones_beside_them()
    {
        using var mixed = Load(Recipe("abba"), out var data);
        using var pure = Load(Recipe("abba") with { Synthetic = new() }, out _);
        int[] batch = [2, 0, 5];
        foreach (var (one, other, index) in mixed.Prepare(3, batch).Zip(pure.Prepare(3, batch), batch))
        {
            CollectionAssert.AreEqual(other.Columns.Values, one.Columns.Values);
            Assert.AreSame(data.Training.Lines[index].Labels, one.Labels);
        }
    }

    [TestMethod]
    public void A_drawn_line_too_narrow_for_its_text_gives_way_to_a_real_one()
    {
        // One column in nine pixels: equal letters need a blank between, and the squares of the font are narrow then.
        var recipe = Recipe("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") with
        {
            Network = "[1,16,0,1 Mp1,9 S1(1x0)1,3 O1c2]",
            Ink = new() { MinimumLineHeight = 48, MaximumLineHeight = 48, WidthSpread = 0 },
            Training = new() { MaximumBadShare = 1 },
        };
        using var lines = Load(recipe, out var data);
        var replaced = 0;
        for (var epoch = 0; epoch < 5; epoch++)
        {
            foreach (var line in lines.Prepare(epoch, [Real, Real + 1, Real + 2, Real + 3]))
            {
                Assert.IsGreaterThanOrEqualTo(Ctc.CtcLoss.MinimumColumns(line.Labels), data.Spec.ColumnCountFor(line.Columns.ColumnCount));
                replaced += data.Training.Lines.Any(real => ReferenceEquals(real.Labels, line.Labels)) ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(0, replaced);
    }

    [TestMethod]
    public void A_drawn_line_too_wide_for_the_network_gives_way_to_a_real_one()
    {
        var recipe = Recipe("abab");
        recipe = recipe with { Ink = new() { MinimumLineHeight = 48, MaximumLineHeight = 48, WidthSpread = 1 }, Training = new() { MaximumBadShare = 1 } };
        using var free = Load(recipe, out _);
        var widest = Enumerable.Range(0, 5).SelectMany(epoch => free.Prepare(epoch, [Real, Real + 1, Real + 2, Real + 3])).Max(line => line.Columns.ColumnCount);

        using var lines = Load(recipe with { Preprocessing = new() { Height = 16, MaximumColumns = widest - 1 } }, out var data);
        var drawn = Enumerable.Range(0, 5).SelectMany(epoch => lines.Prepare(epoch, [Real, Real + 1, Real + 2, Real + 3])).ToArray();
        Assert.IsLessThan(widest, drawn.Max(line => line.Columns.ColumnCount));
        Assert.IsTrue(drawn.Any(line => data.Training.Lines.Any(real => ReferenceEquals(real.Labels, line.Labels))));
    }

    [TestMethod]
    public void A_font_without_the_characters_is_one_clear_error()
    {
        _folder.Add("other.pgm", "c bb a", "train", LineFolder.Bars("a bb a"));
        using var lines = Load(Recipe("ccc c cc"), out _);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => lines.Prepare(0, [Real + 1, Real + 2]));
        StringAssert.Contains(problem.Message, "fonts has all characters of", StringComparison.Ordinal);
    }

    private Recipe Recipe(string words)
    {
        var (font, texts) = (Path.Combine(_folder.Path, "font.ttf"), Path.Combine(_folder.Path, "words.txt"));
        File.WriteAllBytes(font, TestFont.TrueType);
        File.WriteAllText(texts, words);
        return new()
        {
            Network = "[1,16,0,1 S1(1x0)1,3 O1c2]",
            Preprocessing = new() { Height = 16 },
            Synthetic = new() { Share = 0.4, Fonts = font, Texts = texts },
            Data = new() { Train = _folder.Csv },
        };
    }

    private static EpochLines Load(Recipe recipe, out TrainingData data)
    {
        data = TrainingData.Load(recipe, null, null, new RecordedProgress(), CancellationToken.None);
        return new EpochLines(recipe, data, composed: null);
    }
}
