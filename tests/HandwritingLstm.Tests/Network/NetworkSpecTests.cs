using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

[TestClass]
public sealed class NetworkSpecTests
{
    [TestMethod]
    public void Networks_are_equal_if_all_their_layers_are()
    {
        var spec = new NetworkSpec(8, [new HeightCollapseSpec(HeightCollapse.Both), new OutputSpec(5)]);

        Assert.AreEqual(spec, NetworkSpec.Parse("[1,8,0,1 Yboth O1c5]"));
        Assert.AreEqual(spec.GetHashCode(), NetworkSpec.Parse("[1,8,0,1 Yboth O1c5]").GetHashCode());
        Assert.AreNotEqual(spec, NetworkSpec.Parse("[1,9,0,1 Yboth O1c5]"));
        Assert.AreNotEqual(spec, NetworkSpec.Parse("[1,8,0,1 Ymax O1c5]"));
        Assert.AreNotEqual(spec, NetworkSpec.Parse("[1,8,0,1 Yboth O1c6]"));
        Assert.AreNotEqual(spec, NetworkSpec.Parse("[1,8,0,1 Yboth Bn O1c5]"));
    }

    [TestMethod]
    public void A_network_does_not_change_with_the_list_it_was_made_from()
    {
        var layers = new List<LayerSpec> { new HeightCollapseSpec(HeightCollapse.Both), new OutputSpec(5) };
        var spec = new NetworkSpec(8, layers);
        layers.RemoveAt(1);

        Assert.HasCount(2, spec.Layers);
    }

    [TestMethod]
    public void Shapes_follow_the_layers()
    {
        var spec = NetworkSpec.Parse("[1,49,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,2,1,32 Mp3,2,2,2 Do Yboth Lbx192 Lfx100 O1c80]");

        LayerShape[] expected =
        [
            new(49, 16),
            new(49, 16),
            new(24, 16), // (49 - 2) / 2 + 1
            new(12, 32), // (24 - 1) / 2 + 1
            new(5, 32), // (12 - 3) / 2 + 1
            new(5, 32),
            new(1, 64), // maxima and means
            new(1, 384), // both directions
            new(1, 100),
            new(1, 80),
        ];
        Assert.AreEqual(new LayerShape(49, 1), spec.InputShape);
        CollectionAssert.AreEqual(expected, spec.Shapes.ToArray());
    }

    [TestMethod]
    [DataRow("Ymax", 1, 16)]
    [DataRow("Ymean", 1, 16)]
    [DataRow("Yboth", 1, 32)]
    [DataRow("S1(1x0)1,3", 1, 96)]
    [DataRow("Lfys7", 1, 7)]
    [DataRow("Gby7", 6, 14)]
    [DataRow("Rfx7", 6, 7)]
    [DataRow("W6,2", 1, 192)]
    [DataRow("W4,3", 2, 192)]
    [DataRow("M4,10", 6, 40)]
    [DataRow("Ms4,10", 6, 10)]
    public void Rows_collapse_as_the_layer_says(string token, int height, int channels)
    {
        var spec = NetworkSpec.Parse($"[1,6,0,1 Cr3,3,16 {token} Ymax O1c80]");

        Assert.AreEqual(new LayerShape(height, channels), spec.Shapes[1]);
    }

    [TestMethod]
    [DataRow("Lbx8", 100, 100)]
    [DataRow("Cr3,3,8", 1, 1)]
    [DataRow("Cr5,5,1,2,8", 100, 50)] // (100 + 2 * 2 - 5) / 2 + 1
    [DataRow("Cr5,5,1,2,8", 101, 51)]
    [DataRow("Mp2,2", 101, 50)]
    [DataRow("Mp2,2", 1, 0)]
    [DataRow("Mp2,3,2,2", 10, 4)] // (10 - 3) / 2 + 1
    [DataRow("Mp2,2 Mp2,2", 7, 1)]
    [DataRow("Mp2,2 Mp2,2", 3, 0)]
    [DataRow("Lfxs8", 100, 1)]
    [DataRow("Lby8", 100, 100)]
    [DataRow("M2,8", 100, 100)]
    [DataRow("W1,3", 10, 4)] // an incomplete window counts
    [DataRow("W1,3", 1, 1)]
    public void Columns_follow_the_strides(string tokens, int width, int columns)
    {
        var spec = NetworkSpec.Parse($"[1,48,0,1 {tokens} Yboth O1c80]");

        Assert.AreEqual(columns, spec.ColumnCountFor(width));
    }

    [TestMethod]
    [DataRow("Bn", 1)]
    [DataRow("Cr9,9,8", 1)]
    [DataRow("Mp2,2 Mp2,2", 4)]
    [DataRow("Mp2,3,2,2 Cr3,3,1,3,8 Mp2,2", 9)] // 2 ← (2 − 1) · 3 + 1 = 4 ← (4 − 1) · 2 + 3 = 9
    [DataRow("Mp2,2 Lfxs8", 2)]
    [DataRow("W2,3 Mp2,2", 4)] // the second window of three needs one column
    public void The_minimum_width_is_the_narrowest_that_yields_a_column(string tokens, int width)
    {
        var spec = NetworkSpec.Parse($"[1,48,0,1 {tokens} Yboth O1c80]");

        Assert.AreEqual(width, spec.MinimumWidth);
        Assert.AreEqual(1, spec.ColumnCountFor(width));
        Assert.AreEqual(0, spec.ColumnCountFor(width - 1));
    }

    [TestMethod]
    public void The_alphabet_sets_the_number_of_labels()
    {
        var recipe = NetworkSpec.Parse("[1,8,0,1 Yboth O1c0]");
        var network = recipe.WithLabelCount(57);

        Assert.AreEqual(0, recipe.LabelCount);
        Assert.AreEqual(57, network.LabelCount);
        Assert.AreEqual("[1,8,0,1 Yboth O1c57]", network.ToString());
        Assert.ThrowsExactly<RecognitionException>(() => recipe.WithLabelCount(1));
    }

    [TestMethod]
    public void A_network_made_in_code_is_checked_as_a_description_is()
    {
        AssertError(() => new NetworkSpec(0, [new OutputSpec(5)]), "VGSL '1,0,0,1' at character 2: the height is 0");
        AssertError(() => new NetworkSpec(8, []), "VGSL ']' at character 10: the output is missing");
        AssertError(
            () => new NetworkSpec(8, [new BatchNormSpec(), new MaxPoolingSpec(9, 2, 9, 2), new OutputSpec(5)]),
            "VGSL 'Mp9,2' at character 13: the window is 9 rows high, but only 8 are left here");
        AssertError(
            () => new NetworkSpec(1, [new DropoutSpec(float.NaN, 1), new OutputSpec(5)]),
            "VGSL 'DoNaN' at character 10: the share of dropped values is NaN");
    }

    [TestMethod]
    [DataRow("Lfxs64 Yboth", "Lfxs64", 19, "keeps only its last output is not supported, since one column can spell but one label; write Lfx64")]
    [DataRow("Yboth Lcrxs64", "Lcrxs64", 25, "write Lcrx64")]
    public void What_the_engine_does_not_support_yet_is_named(string tokens, string token, int position, string complaint)
    {
        var spec = NetworkSpec.Parse($"[1,48,0,1 Cr3,3,8 {tokens} O1c80]");

        var error = Assert.ThrowsExactly<RecognitionException>(spec.Validate);
        Assert.StartsWith($"VGSL '{token}' at character {position}: ", error.Message);
        Assert.Contains(complaint, error.Message);
    }

    [TestMethod]
    [DataRow("[1,48,0,1 Cr3,3,16 Bn Mp2,2 Yboth Do0.2 Lbx192 Do0.3 Lfx192 O1c80]")]
    [DataRow("[1,48,0,1 S1(1x0)1,3 Lbx64 O1c0]")]
    [DataRow("[1,1,0,1 Lrx64 O1c80]")]
    [DataRow("[1,48,0,1 Lby64 Rbx8 Lpfys8 Gbx64 Lcrx8 O1c80]")]
    [DataRow("[1,48,0,1 W4,3 M4,2 W4,2 Ct1,1,6 Mls4,10 Ymean O1c80]")]
    public void What_the_engine_supports_is_valid(string vgsl) => NetworkSpec.Parse(vgsl).Validate();

    private static void AssertError(Func<NetworkSpec> make, string start) =>
        Assert.StartsWith(start, Assert.ThrowsExactly<RecognitionException>(make).Message);
}
