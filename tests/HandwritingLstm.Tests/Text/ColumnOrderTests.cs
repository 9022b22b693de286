using HandwritingLstm.Tests.Frozen;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Text;

/// <summary>Against GNU FriBidi: Frozen/bidirectional.json.</summary>
[TestClass]
public sealed class ColumnOrderTests
{
    [TestMethod]
    public void Characters_stand_as_fribidi_has_them()
    {
        var cases = FrozenNumbers.Read("bidirectional.json");
        foreach (var item in cases.EnumerateArray())
        {
            var text = item.GetProperty("text").GetString()!;
            Assert.AreEqual(item.GetProperty("columns").GetString(), ColumnOrder.Of(text, ReadingDirection.RightToLeft), text);
        }

        Assert.AreEqual(300, cases.GetArrayLength());
    }

    [TestMethod]
    [DataRow("في ١٥ تموز ١٩٢٤", "في ٥١ تموز ٤٢٩١")]
    [DataRow("שנת 1,234.5 (ק)", "שנת 5.432,1 (ק)")]
    [DataRow("عدد 1924/3/15 م", "عدد 51/3/4291 م")]
    [DataRow("قال Jean Café 12 ثم", "قال 21 éfaC naeJ ثم")]
    [DataRow("ثمن 5% و$12", "ثمن 5% و$21")]
    [DataRow("מחיר 5% $12", "מחיר %5 21$")]
    [DataRow("كَتَبَ", "كَتَبَ")]
    [DataRow("\u064B", "\u064B")]
    [DataRow("", "")]
    public void Numbers_and_foreign_words_stand_the_other_way_round(string text, string columns)
    {
        Assert.AreEqual(columns, ColumnOrder.Of(text, ReadingDirection.RightToLeft));
    }

    [TestMethod]
    public void The_same_change_leads_back()
    {
        foreach (var text in (string[])["في ١٥ تموز ١٩٢٤", "שנת 1,234.5 אחרי", "قال Jean Café ثم 12", "كَتَبَ 7 مرات", "abc"])
        {
            Assert.AreEqual(text, ColumnOrder.Of(ColumnOrder.Of(text, ReadingDirection.RightToLeft), ReadingDirection.RightToLeft));
        }
    }

    [TestMethod]
    public void No_character_is_lost_or_added()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var text = RandomText.Of(random, random.Next(30));
            CollectionAssert.AreEquivalent(
                text.EnumerateRunes().ToArray(), ColumnOrder.Of(text, ReadingDirection.RightToLeft).EnumerateRunes().ToArray());
        }
    }

    [TestMethod]
    public void Lines_from_left_to_right_stay_as_they_are()
    {
        var reading = new LineReading([new("א", 0, 0, 1), new("1", 1, 1, 1), new("2", 2, 2, 1)]);
        Assert.AreEqual("א12", ColumnOrder.Of("א12", ReadingDirection.LeftToRight));
        Assert.AreSame(reading, ColumnOrder.Logical(reading, ReadingDirection.LeftToRight));
    }

    [TestMethod]
    public void Characters_of_a_reading_keep_their_columns()
    {
        var reading = new LineReading([new("א", 0, 1, 0.9f), new("2", 2, 3, 0.8f), new("1", 4, 5, 0.7f)]) { Alternatives = [new("א21", 0.6f), new("ב21", 0.4f)] };
        var logical = ColumnOrder.Logical(reading, ReadingDirection.RightToLeft);
        Assert.AreEqual("א12", logical.Text);
        CollectionAssert.AreEqual(new ReadCharacter[] { new("א", 0, 1, 0.9f), new("1", 4, 5, 0.7f), new("2", 2, 3, 0.8f) }, logical.Characters.ToArray());
        CollectionAssert.AreEqual(new TextAlternative[] { new("א12", 0.6f), new("ב12", 0.4f) }, logical.Alternatives.ToArray());
    }
}
