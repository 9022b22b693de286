using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Tests.Synthesis;

[TestClass]
public sealed class SyntheticLinesTests : IDisposable
{
    private static readonly SynthesisOptions _options = new() { PatternShare = 0, MinimumLength = 8, MaximumLength = 20 };

    private readonly string _folder = Directory.CreateTempSubdirectory("htr-synthesis-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Lines_are_functions_of_seed_and_number()
    {
        using var lines = Lines("abba bob oboa baab oo aabb bobo", _options);
        using var again = Lines("abba bob oboa baab oo aabb bobo", _options);
        using var other = Lines("abba bob oboa baab oo aabb bobo", _options with { Seed = 2 });
        for (var i = 9; i >= 0; i--)
        {
            var (line, same) = (lines.Draw(i), again.Draw(i));
            Assert.AreEqual(line.Text, same.Text);
            CollectionAssert.AreEqual(line.Image.Pixels, same.Image.Pixels);
        }

        Assert.IsFalse(Enumerable.Range(0, 10).All(i => string.Equals(lines.Draw(i).Text, other.Draw(i).Text, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Texts_are_of_the_corpus_and_as_long_as_asked_for()
    {
        const string Corpus = "abba bob oboa baab oo aabb bobo abb oab";
        using var lines = Lines(Corpus, _options);
        for (var i = 0; i < 50; i++)
        {
            var text = lines.Draw(i).Text;
            Assert.IsLessThanOrEqualTo(20, text.Length, text);
            StringAssert.Contains($"{Corpus} {Corpus} {Corpus}", text, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Fonts_of_a_folder_are_one_family_and_families_are_drawn_alike()
    {
        foreach (var file in (string[])["many/a.ttf", "many/b.ttf", "many/c.ttf", "many/d.ttf", "many/e.ttf", "many/f.ttf", "one/z.ttf"])
        {
            var path = Path.Combine(_folder, "families", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, TestFont.TrueType);
        }

        var words = Path.Combine(_folder, "of-families.txt");
        File.WriteAllText(words, "abba bob oboa baab");
        using var lines = new SyntheticLines([Path.Combine(_folder, "families")], [words], _options, null);
        Assert.AreEqual(7, lines.FontCount);
        var names = Enumerable.Range(0, 200).Select(i => lines.Draw(i).Font).ToArray();
        Assert.IsInRange(75, 125, names.Count(name => name is "z"));
        Assert.AreEqual(7, names.Distinct(StringComparer.Ordinal).Count());
    }

    [TestMethod]
    public void Every_epoch_draws_another_line_as_long_as_asked_for()
    {
        using var lines = Lines("abba bob oboa baab oo aabb bobo a", _options);
        using var again = Lines("abba bob oboa baab oo aabb bobo a", _options);
        var (first, same) = (lines.Draw(1, 5, length: 12), again.Draw(1, 5, length: 12));
        CollectionAssert.AreEqual(first.Image.Pixels, same.Image.Pixels);
        Assert.AreEqual(first.Text, same.Text);
        Assert.IsFalse(Enumerable.Range(2, 5).Any(epoch => first.Image.Pixels.AsSpan().SequenceEqual(lines.Draw(epoch, 5, length: 12).Image.Pixels)));
        for (var epoch = 0; epoch < 50; epoch++)
        {
            Assert.IsLessThanOrEqualTo(3, lines.Draw(epoch, 0, length: 3).Text.Length);
            Assert.IsInRange(8, 12, lines.Draw(epoch, 1, length: 12).Text.Length); // a word more would be too long
        }
    }

    [TestMethod]
    public void A_font_whose_letters_are_much_larger_than_it_says_is_named()
    {
        var font = TestFont.TrueType;
        var units = font.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x5F, 0x0F, 0x3C, 0xF5]) + 6; // of the table "head"
        var path = Path.Combine(_folder, "huge.ttf");
        File.WriteAllBytes(path, [.. font[..units], 0, 16, .. font[(units + 2)..]]);
        var text = Path.Combine(_folder, "long.txt");
        File.WriteAllText(text, "abba bob oboa baab oo aabb bobo");
        using var lines = new SyntheticLines([path], [text], _options with { MinimumLength = 200, MaximumLength = 200 });
        var problem = Assert.ThrowsExactly<RecognitionException>(() => lines.Draw(1));
        StringAssert.Contains(problem.Message, "huge: a line in this font would be", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Words_and_patterns_that_the_alphabet_does_not_spell_are_left_out()
    {
        var corpus = new CorpusText(["abba été bob 17 oboa"], new Text.Alphabet([" ", "a", "b", "o", "1"]));
        var random = new CounterRandom(1, 0, 0);
        var texts = new List<string>();
        for (var i = 0; i < 300; i++)
        {
            texts.Add(corpus.Take(_options with { PatternShare = 0.5 }, ref random));
        }

        Assert.IsEmpty(string.Concat(texts).Where(character => !" abo1".Contains(character, StringComparison.Ordinal)));
        Assert.IsTrue(texts.Any(text => text.Contains('1', StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Texts_in_another_alphabet_are_refused()
    {
        var greek = Assert.ThrowsExactly<RecognitionException>(() => new CorpusText(["καλημέρα"], new Text.Alphabet([" ", "a"])));
        StringAssert.Contains(greek.Message, "2 characters", StringComparison.Ordinal);
        var noSpace = Assert.ThrowsExactly<RecognitionException>(() => new CorpusText(["aa"], new Text.Alphabet(["a"])));
        StringAssert.Contains(noSpace.Message, "no space", StringComparison.Ordinal);
    }

    [TestMethod]
    public void There_is_ink_where_there_is_text_and_paper_around_it()
    {
        using var lines = Lines("abba bob", _options with { Paper = new PaperOptions { Probability = 0 } });
        var (image, text, font) = lines.Draw(0);
        Assert.AreEqual("test", font);
        Assert.IsGreaterThan(text.Length * 300, image.Pixels.Sum(pixel => (255.0 - pixel) / 255));
        foreach (var edge in (int[])[0, image.Height - 1])
        {
            Assert.IsTrue(image.Row(edge).ToArray().All(pixel => pixel == 255));
        }
    }

    [TestMethod]
    public void Patterns_are_strewn_in()
    {
        var corpus = new CorpusText(["word"]);
        var random = new CounterRandom(1, 0, 0);
        var lines = new List<string>();
        for (var i = 0; i < 500; i++)
        {
            lines.Add(corpus.Take(_options with { PatternShare = 0.5, MaximumLength = 60 }, ref random));
        }

        Assert.IsGreaterThan(50, lines.Count(line => line.Any(char.IsAsciiDigit)));
        Assert.IsTrue(lines.Any(line => line.Contains('£', StringComparison.Ordinal)));
        Assert.IsTrue(lines.Any(line => line.Contains("March", StringComparison.Ordinal)));
        Assert.IsTrue(lines.All(line => line.Length is > 0 and <= 60 && line.Trim().Length == line.Length));
    }

    [TestMethod]
    public void Texts_that_no_font_has_are_named()
    {
        using var lines = Lines("xyz zyx", _options);
        StringAssert.Contains(Assert.ThrowsExactly<RecognitionException>(() => lines.Draw(0)).Message, "xyz", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Missing_files_are_named()
    {
        Assert.ThrowsExactly<RecognitionException>(() => new SyntheticLines([_folder], [], _options).Dispose());
        var text = Path.Combine(_folder, "text.txt");
        File.WriteAllText(text, "abba");
        var noFont = Assert.ThrowsExactly<RecognitionException>(() => new SyntheticLines([_folder], [text], _options).Dispose());
        StringAssert.Contains(noFont.Message, _folder, StringComparison.Ordinal);
        var noText = Assert.ThrowsExactly<RecognitionException>(() => new SyntheticLines([], [text + "2"], _options).Dispose());
        StringAssert.Contains(noText.Message, "text.txt2", StringComparison.Ordinal);
    }

    private SyntheticLines Lines(string corpus, SynthesisOptions options)
    {
        var (font, text) = (Path.Combine(_folder, "test.ttf"), Path.Combine(_folder, "text.txt"));
        File.WriteAllBytes(font, TestFont.TrueType);
        File.WriteAllText(text, corpus);
        return new SyntheticLines([_folder], [text], options);
    }
}
