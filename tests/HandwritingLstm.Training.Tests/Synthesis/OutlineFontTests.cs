using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Tests.Synthesis;

[TestClass]
public sealed class OutlineFontTests
{
    [TestMethod]
    public void Glyphs_stand_one_after_the_other() => WithFont(TestFont.TrueType, font =>
    {
        var word = font.Shape("abo");
        Assert.AreEqual(1.8f, word.Width, 1e-5f);
        CollectionAssert.AreEqual(new[] { 0, 0.6f, 1.2f }, word.Glyphs.Select(glyph => MathF.Round(glyph.X, 4)).ToArray());
        Assert.AreEqual(2 * 0.25, Math.Abs(word.Glyphs[0].Outline.SignedArea), 1e-5);
        Assert.AreEqual(2 * (0.25 - 0.09), Math.Abs(word.Glyphs[1].Outline.SignedArea), 1e-5);

        // Four parabolas: each covers two thirds of its corner's square.
        Assert.AreEqual(2 * 4 * (0.25 * 0.25) * 5 / 6, Math.Abs(word.Glyphs[2].Outline.SignedArea), 0.003);
    });

    [TestMethod]
    public void Woff_is_the_same_font() => WithFont(TestFont.Woff, font =>
    {
        Assert.IsLessThan(TestFont.TrueType.Length, TestFont.Woff.Length - 44);
        Assert.AreEqual(2 * 0.25, Math.Abs(font.Shape("a").Glyphs[0].Outline.SignedArea), 1e-5);
    });

    [TestMethod]
    public void A_font_knows_what_it_can_spell() => WithFont(TestFont.TrueType, font =>
    {
        Assert.IsTrue(font.CanSpell("a bob"));
        Assert.IsFalse(font.CanSpell("abc"));
        Assert.IsFalse(font.CanSpell("𝒙"));
    });

    [TestMethod]
    public void A_bolder_outline_grows_outside_and_into_its_holes() => WithFont(TestFont.TrueType, font =>
    {
        var solid = font.Shape("a").Glyphs[0].Outline;
        var holed = font.Shape("b").Glyphs[0].Outline;
        Assert.IsGreaterThan(Math.Abs(solid.SignedArea), Math.Abs(solid.Embolden(0.02f).SignedArea));
        Assert.IsLessThan(Math.Abs(solid.SignedArea), Math.Abs(solid.Embolden(-0.02f).SignedArea));
        var hole = Math.Abs(solid.Embolden(0.02f).SignedArea) - Math.Abs(holed.Embolden(0.02f).SignedArea);
        Assert.IsLessThan(2 * 0.09, hole);
    });

    [TestMethod]
    public void Any_damage_is_an_error_or_a_font()
    {
        var random = new Random(3);
        var refused = 0;
        foreach (var whole in (byte[][])[TestFont.TrueType, TestFont.Woff])
        {
            for (var round = 0; round < 200; round++)
            {
                var file = whole[..random.Next(1, whole.Length + 1)];
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                try
                {
                    WithFont(file, font => _ = font.Shape("abo").Glyphs.Sum(glyph => glyph.Outline.SignedArea));
                }
                catch (RecognitionException)
                {
                    refused++;
                }
            }
        }

        Assert.IsGreaterThan(50, refused);
    }

    [TestMethod]
    public void Woff_2_and_text_are_refused_with_the_file_named()
    {
        foreach (var content in (byte[][])[[.. "wOF2"u8, .. new byte[60]], [.. "this is no font at all, but a text of some length"u8], []])
        {
            var path = Path.GetTempFileName();
            File.WriteAllBytes(path, content);
            var problem = Assert.ThrowsExactly<RecognitionException>(() => OutlineFont.Load(path).Dispose());
            StringAssert.Contains(problem.Message, path, StringComparison.Ordinal);
            File.Delete(path);
        }
    }

    private static void WithFont(byte[] content, Action<OutlineFont> test)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            using var font = OutlineFont.Load(path);
            test(font);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
