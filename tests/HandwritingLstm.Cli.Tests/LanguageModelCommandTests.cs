namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class LanguageModelCommandTests
{
    private static readonly TemporaryFolder _folder = new();

    [ClassInitialize]
    public static void WriteTextModelAndLine(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TinyModel.Write(_folder["tiny.safetensors"]);
        SampleLine.Write(_folder["line.png"]);
        _folder.Write("text.txt", "a bad cab\n\nabba dad\nbad cad\n");
        _folder.Write("line.txt", "dad cab\n");
    }

    [ClassCleanup]
    public static void RemoveThem() => _folder.Dispose();

    [TestMethod]
    public void Text_becomes_a_model_that_reads()
    {
        var made = Htr.Run("lm", _folder["text.txt"], "-o", _folder["made.lm"], "--order", "4");
        Assert.AreEqual(0, made.ExitCode, made.Error);
        Assert.Contains("order 4, 5 characters", made.Error); // " abcd"

        var read = Read("--lm", _folder["made.lm"]);
        Assert.AreEqual(0, read.ExitCode, read.Error);
        Assert.HasCount(1, read.OutputLines);
    }

    [TestMethod]
    public void Arpa_there_and_back_reads_the_same()
    {
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["a.lm"]).ExitCode);
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["a.arpa"]).ExitCode);
        Assert.StartsWith("\\data\\", File.ReadAllText(_folder["a.arpa"]));
        Assert.AreEqual(0, Htr.Run("lm", _folder["a.arpa"], "-o", _folder["back.lm"]).ExitCode);

        var direct = Read("--lm", _folder["a.lm"]);
        Assert.AreEqual(direct.Output, Read("--lm", _folder["a.arpa"]).Output);
        Assert.AreEqual(direct.Output, Read("--lm", _folder["back.lm"]).Output);
    }

    [TestMethod]
    public void Held_out_lines_say_how_much_each_text_counts()
    {
        _folder.Write("other.txt", "dcdcdcdc\ncdcd dcdc\n");
        _folder.Write("held.txt", "a bad dad\nabba\n");
        var mixed = Htr.Run("lm", _folder["text.txt"], _folder["other.txt"], "-o", _folder["mixed.lm"], "--order", "4", "--held-out", _folder["held.txt"]);
        Assert.AreEqual(0, mixed.ExitCode, mixed.Error);
        Assert.Contains("weights ", mixed.Error);
        Assert.Contains("perplexity ", mixed.Error);
        Assert.IsLessThan(Perplexity(_folder["other.txt"]), Perplexity(_folder["text.txt"]));
        Assert.IsLessThan(Perplexity(_folder["other.txt"]), Perplexity(_folder["text.txt"], _folder["other.txt"]));

        double Perplexity(params string[] texts)
        {
            var run = Htr.Run(["lm", .. texts, "-o", _folder["perplexity.lm"], "--order", "4", "--held-out", _folder["held.txt"]]);
            Assert.AreEqual(0, run.ExitCode, run.Error);
            var figure = run.Error[(run.Error.IndexOf("perplexity ", StringComparison.Ordinal) + 11)..].Split(' ')[0];
            return double.Parse(figure, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [TestMethod]
    public void Files_with_a_semicolon_between_are_one_text()
    {
        _folder.Write("first.txt", "abba\n");
        _folder.Write("second.txt", "bad cad\n");
        _folder.Write("both.txt", "abba\nbad cad\n");
        Make($"{_folder["first.txt"]};{_folder["second.txt"]}", "parts.arpa");
        Make(_folder["both.txt"], "whole.arpa");
        Assert.AreEqual(File.ReadAllText(_folder["whole.arpa"]), File.ReadAllText(_folder["parts.arpa"]));

        void Make(string first, string model)
        {
            var made = Htr.Run("lm", first, _folder["text.txt"], "-o", _folder[model], "--weights", "0.6", "0.4");
            Assert.AreEqual(0, made.ExitCode, made.Error);
        }
    }

    [TestMethod]
    public void A_text_without_a_name_is_no_text() =>
        Assert.AreEqual(1, Htr.Run("lm", "", _folder["text.txt"], "-o", _folder["none.lm"]).ExitCode);

    [TestMethod]
    public void A_finished_model_is_no_part_of_a_text()
    {
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["part.arpa"]).ExitCode);
        foreach (var text in (string[])[$"{_folder["part.arpa"]};{_folder["text.txt"]}", $"{_folder["text.txt"]};{_folder["part.arpa"]}"])
        {
            var run = Htr.Run("lm", text, "-o", _folder["none.lm"]);
            Assert.AreEqual(2, run.ExitCode);
            Assert.Contains("it is converted alone", run.Error);
        }
    }

    [TestMethod]
    public void An_empty_text_is_named()
    {
        _folder.Write("empty.txt", "\n \n");
        _folder.Write("held-out.txt", "abba\n");
        var run = Htr.Run("lm", _folder["text.txt"], _folder["empty.txt"], "-o", _folder["none.lm"], "--held-out", _folder["held-out.txt"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"{_folder["empty.txt"]}: The text has no character", run.Error);
    }

    [TestMethod]
    public void Numbers_are_read_alike_in_every_country()
    {
        var here = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE"); // where 0.7 is 7
        try
        {
            _folder.Write("more.txt", "dada\n");
            var run = Htr.Run("lm", _folder["text.txt"], _folder["more.txt"], "-o", _folder["mixed.lm"], "--weights", "0.7", "0.3");
            Assert.AreEqual(0, run.ExitCode, run.Error);
            Assert.Contains("weights 0.700 0.300", run.Error);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = here;
        }
    }

    [TestMethod]
    public void Finished_models_are_no_texts()
    {
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["finished.arpa"]).ExitCode);
        Assert.AreEqual(0, Htr.Run("lm", _folder["finished.arpa"], "-o", _folder["back.lm"]).ExitCode);
        Assert.AreEqual(2, Htr.Run("lm", _folder["finished.arpa"], _folder["text.txt"], "-o", _folder["none.lm"]).ExitCode);
        var run = Htr.Run("lm", _folder["finished.arpa"], "-o", _folder["none.lm"], "--order", "3");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("An ARPA file is a finished model", run.Error);
    }

    [TestMethod]
    public void A_text_in_another_encoding_is_named_with_its_row()
    {
        File.WriteAllBytes(_folder["latin1.txt"], [.. "abba\ncaf"u8, 0xE9, (byte)'\n']);
        var run = Htr.Run("lm", _folder["latin1.txt"], "-o", _folder["none.lm"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("latin1.txt", run.Error);
        Assert.Contains("2", run.Error);
    }

    [TestMethod]
    public void Ground_truth_is_text_too()
    {
        _folder.Write("truth.csv", "image,text\none.png,a bad cab\ntwo.png,abba dad\nthree.png,bad cad\n");
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["of-text.lm"]).ExitCode);
        Assert.AreEqual(0, Htr.Run("lm", _folder["truth.csv"], "-o", _folder["of-truth.lm"]).ExitCode);
        CollectionAssert.AreEqual(File.ReadAllBytes(_folder["of-text.lm"]), File.ReadAllBytes(_folder["of-truth.lm"]));
    }

    [TestMethod]
    public void Weights_and_texts_must_be_as_many()
    {
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], _folder["line.txt"], "-o", _folder["w.lm"], "--weights", "3", "1").ExitCode);
        var run = Htr.Run("lm", _folder["text.txt"], "-o", _folder["w.lm"], "--weights", "3", "1");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--weights has 2 numbers", run.Error);
    }

    [TestMethod]
    public void A_pruned_model_is_smaller_and_reads()
    {
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["whole.lm"]).ExitCode);
        Assert.AreEqual(0, Htr.Run("lm", _folder["text.txt"], "-o", _folder["pruned.lm"], "--most-ngrams", "10").ExitCode);
        Assert.IsLessThan(new FileInfo(_folder["whole.lm"]).Length, new FileInfo(_folder["pruned.lm"]).Length);
        Assert.AreEqual(0, Read("--lm", _folder["pruned.lm"]).ExitCode);
    }

    [TestMethod]
    public void Words_make_a_lexicon_that_reads()
    {
        _folder.Write("cabs.txt", "abba cab abba\ncab abba\n");
        var made = Htr.Run("lm", _folder["cabs.txt"], "-o", _folder["cabs.lm"], "--words", _folder["cabs.words"]);
        Assert.AreEqual(0, made.ExitCode, made.Error);
        Assert.AreEqual("3 abba\n2 cab\n2 cab abba\n", File.ReadAllText(_folder["cabs.words"]));

        var read = Read("--lm", _folder["cabs.lm"], "--lexicon", _folder["cabs.words"], "--word-weight", "0.7", "--word-bonus", "3");
        Assert.AreEqual(0, read.ExitCode, read.Error);
        Assert.HasCount(1, read.OutputLines);
        Assert.AreEqual(2, Read("--decoder", "greedy", "--lexicon", _folder["cabs.words"]).ExitCode);
    }

    [TestMethod]
    public void A_strong_language_model_forbids_what_it_has_never_seen()
    {
        _folder.Write("a.txt", "aaaaaaaa\naaaa\naaaaaaaaaaaa\n");
        Assert.AreEqual(0, Htr.Run("lm", _folder["a.txt"], "-o", _folder["only-a.lm"], "--order", "3").ExitCode);
        var read = Read("--lm", _folder["only-a.lm"], "--lm-weight", "8", "--character-bonus", "8");
        Assert.AreEqual(0, read.ExitCode, read.Error);
        Assert.AreEqual("", read.Output.Trim().Trim('a'), read.Output);
        Assert.Contains("a", read.Output);
    }

    [TestMethod]
    public void Search_without_a_language_model_adds_no_characters()
    {
        var greedy = Read().Output.Trim();
        var beam = Read("--decoder", "beam").Output.Trim();
        Assert.IsLessThanOrEqualTo(greedy.Length + 2, beam.Length, $"'{greedy}' became '{beam}'");
        Assert.AreEqual(beam, Read("--decoder", "beam", "--character-bonus", "0").Output.Trim());
    }

    [TestMethod]
    [DataRow("--beam-width 8", "--beam-width has no effect on the best path")]
    [DataRow("--decoder greedy --character-bonus 1", "--character-bonus has no effect on the best path")]
    [DataRow("--decoder beam --lm-weight 1", "--lm-weight has no effect without --lm or --lexicon")]
    [DataRow("--n-best 3", "--n-best has no effect without --format json")]
    [DataRow("--format csv --n-best 3", "--n-best has no effect without --format json")]
    [DataRow("--decoder beam --word-bonus 1", "--word-bonus has no effect without --lexicon")]
    public void Option_that_would_have_no_effect_is_misuse(string options, string expected)
    {
        var run = Read(options.Split(' '));
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    [TestMethod]
    public void A_greedy_decoder_with_a_language_model_is_misuse()
    {
        var run = Read("--decoder", "greedy", "--lm", _folder["text.txt"]);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("exclude each other", run.Error);
    }

    [TestMethod]
    public void What_is_no_language_model_is_one_clear_line()
    {
        var run = Read("--lm", _folder["text.txt"]);
        Assert.AreNotEqual(0, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains("text.txt", run.Error);

        var missing = Htr.Run("lm", _folder["missing.txt"], "-o", _folder["none.lm"]);
        Assert.AreNotEqual(0, missing.ExitCode);
        Assert.Contains("missing.txt", missing.Error);
        Assert.IsFalse(File.Exists(_folder["none.lm"]));
    }

    private static Htr Read(params string[] options) =>
        Htr.Run(["recognize", _folder["line.png"], "--model", _folder["tiny.safetensors"], .. options]);
}
