using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class AugmentationTests
{
    private static readonly QuantizedColumns _line = Line(70, 24);

    public static IEnumerable<object[]> Distortions =>
    [
        [new Distortion { Width = 0.8f }],
        [new Distortion { Width = 1.2f, Height = 0.9f }],
        [new Distortion { Shear = 0.35f }],
        [new Distortion { Shear = -0.2f, Shift = 1.7f }],
        [new Distortion { Rotation = 0.02f }],
        [new Distortion { Pen = 0.7f }],
        [new Distortion { Pen = -1 }],
        [new Distortion { Blur = 0.25f }],
        [new Distortion { Ink = 1.2f }],
        [new Distortion { Ink = 0.8f, WarpAmplitude = 1.5f, WarpSpacing = 8 }],
        [new Distortion { Width = 0.9f, Height = 1.05f, Shear = 0.3f, Shift = -2, Rotation = -0.01f, Pen = 0.4f, Blur = 0.1f, Ink = 0.9f, WarpAmplitude = 2, WarpSpacing = 7 }],
    ];

    [TestMethod]
    [DataRow(100, 0.0175f)]
    [DataRow(1000, 0.004f)]
    [DataRow(4, 0.0175f)]
    public void Long_lines_are_turned_so_little_that_their_ends_stay_in_the_image(int columns, float largest)
    {
        var turned = new Distortion { Rotation = -0.0175f, Shear = 0.2f }.For(columns);
        Assert.AreEqual(-largest, turned.Rotation, 1e-5f);
        Assert.AreEqual(0.2f, turned.Shear);
        Assert.IsLessThanOrEqualTo(2.001f, MathF.Abs(MathF.Tan(turned.Rotation)) * columns / 2);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.1)]
    [DataRow(0.4)]
    public void A_view_covers_its_share_of_the_columns(double share)
    {
        var options = new AugmentationOptions { ViewMaskShare = share, MaskWidth = 6, BlurProbability = 0, DilateProbability = 0, ErodeProbability = 0 };
        var full = new ColumnSequence(500, 8, [.. Enumerable.Repeat(0.5f, 500 * 8)]);
        var augmentation = new Augmentation(options, 3);
        var covered = 0;
        for (var index = 0; index < 40; index++)
        {
            var view = augmentation.Vary(full, 0, index, index % 2);
            covered += Enumerable.Range(0, 500).Count(t => !view.Column(t).ContainsAnyExcept(0f));
        }

        // Strips may lie on each other.
        Assert.AreEqual(1 - Math.Exp(-share), covered / (40.0 * 500), 0.03);
        Assert.IsTrue(full.Values.All(value => value == 0.5f));
        Assert.AreSame(full, new Augmentation(options with { Enabled = false }, 3).Vary(full, 0, 0, 0));
    }

    [TestMethod]
    [DynamicData(nameof(Distortions))]
    public void Line_is_distorted_as_by_the_naive_twin(object distortion)
    {
        var drawn = (Distortion)distortion;
        var random = new CounterRandom(1, 2, 3);
        var actual = Augmentation.Apply(_line, drawn, ref random);

        random = new CounterRandom(1, 2, 3);
        var field = drawn.WarpAmplitude > 0
            ? new DisplacementField(drawn.ColumnCountFor(70, 24), 24, drawn.WarpAmplitude, drawn.WarpSpacing, ref random)
            : null;
        var expected = NaiveAugmentation.Apply(_line.ToColumns(), drawn, field);

        Assert.AreEqual(expected.GetLength(0), actual.ColumnCount);
        Assert.AreEqual(24, actual.Height);
        for (var t = 0; t < actual.ColumnCount; t++)
        {
            for (var y = 0; y < 24; y++)
            {
                Assert.AreEqual(expected[t, y], actual.Column(t)[y], 2e-5, $"column {t}, row {y}");
            }
        }
    }

    [TestMethod]
    public void No_distortion_changes_nothing()
    {
        var random = new CounterRandom(1, 2, 3);
        var same = Augmentation.Apply(_line, Distortion.None, ref random);
        Assert.AreEqual(70, same.ColumnCount);
        CollectionAssert.AreEqual(_line.ToColumns().Values, same.Values);
    }

    [TestMethod]
    public void Switched_off_it_changes_nothing() =>
        CollectionAssert.AreEqual(_line.ToColumns().Values, new Augmentation(new() { Enabled = false }, 1).Apply(_line, 0, 0).Values);

    [TestMethod]
    public void Same_seed_epoch_and_line_give_the_same_distortion() =>
        CollectionAssert.AreEqual(
            new Augmentation(new(), 1).Apply(_line, 4, 5).Values, new Augmentation(new(), 1).Apply(_line, 4, 5).Values);

    [TestMethod]
    [DataRow(2, 4, 5)]
    [DataRow(1, 5, 5)]
    [DataRow(1, 4, 6)]
    public void Another_seed_epoch_or_line_gives_another_distortion(int seed, int epoch, int index) =>
        CollectionAssert.AreNotEqual(
            new Augmentation(new(), 1).Apply(_line, 4, 5).Values, new Augmentation(new(), seed).Apply(_line, epoch, index).Values);

    [TestMethod]
    public void Values_stay_between_paper_and_ink()
    {
        var augmentation = new Augmentation(new() { InkSpread = 0.9 }, 1);
        foreach (var line in Enumerable.Range(0, 200).Select(index => augmentation.Apply(_line, 0, index)))
        {
            Assert.AreEqual(24, line.Height);
            Assert.IsTrue(line.Values.All(value => value is >= 0 and <= 1));
        }
    }

    [TestMethod]
    public void Blank_line_stays_blank()
    {
        var blank = QuantizedColumns.From(new ColumnSequence(16, 24, new float[16 * 24]));
        Assert.IsTrue(new Augmentation(new(), 1).Apply(blank, 0, 0).Values.All(value => value == 0));
    }

    [TestMethod]
    public void Single_column_of_a_single_pixel_is_not_too_small()
    {
        var dot = QuantizedColumns.From(new ColumnSequence(1, 1, [1]));
        foreach (var index in Enumerable.Range(0, 50))
        {
            Assert.IsGreaterThanOrEqualTo(1, new Augmentation(new(), 1).Apply(dot, 0, index).ColumnCount);
        }
    }

    [TestMethod]
    public void Options_turn_every_kind_of_distortion_off()
    {
        var none = new AugmentationOptions
        {
            MinimumWidth = 1,
            MaximumWidth = 1,
            MinimumHeight = 1,
            MaximumHeight = 1,
            MaximumShear = 0,
            MaximumShift = 0,
            MaximumRotation = 0,
            DilateProbability = 0,
            ErodeProbability = 0,
            WarpProbability = 0,
            BlurProbability = 0,
            InkSpread = 0,
        };
        CollectionAssert.AreEqual(_line.ToColumns().Values, new Augmentation(none, 1).Apply(_line, 0, 0).Values);
    }

    [TestMethod]
    public void Masks_cover_strips_and_nothing_else()
    {
        var options = new AugmentationOptions { MaximumMasks = 3, MaskWidth = 6 };
        var covered = new HashSet<int>();
        for (var index = 0; index < 100; index++)
        {
            var open = new Augmentation(options with { MaximumMasks = 0 }, 1).Apply(_line, 0, index);
            var masked = new Augmentation(options, 1).Apply(_line, 0, index);
            Assert.AreEqual(open.ColumnCount, masked.ColumnCount);
            var blank = 0;
            for (var t = 0; t < open.ColumnCount; t++)
            {
                if (!open.Column(t).SequenceEqual(masked.Column(t)))
                {
                    Assert.AreEqual(-1, masked.Column(t).IndexOfAnyExcept(0));
                    blank++;
                }
            }

            Assert.IsLessThanOrEqualTo(18, blank);
            covered.Add(blank);
        }

        Assert.IsGreaterThan(5, covered.Count, "lines are covered to different extents");
    }

    // Diagonal strokes with soft edges and a margin of five columns.
    private static QuantizedColumns Line(int width, int height)
    {
        var values = new float[width * height];
        for (var t = 5; t < width - 5; t++)
        {
            for (var y = 2; y < height - 2; y++)
            {
                values[(t * height) + y] = MathF.Max(0, MathF.Sin(0.5f * t) * MathF.Cos(0.4f * (y - t)));
            }
        }

        return QuantizedColumns.From(new ColumnSequence(width, height, values));
    }
}
