using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

[TestClass]
public sealed class VgslParserTests
{
    private const string PrototypeNetwork =
        "[1,48,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,32 Bn Mp2,2 Cr3,3,48 Bn Yboth Do0.2 Lbx192 Do0.3 Lbx192 Do0.3 O1c80]";

    [TestMethod]
    public void A_description_becomes_its_layers()
    {
        var spec = NetworkSpec.Parse("[1,48,0,1 Cr3,5,16 Bn Mp2,3 Do0.2,2 Yboth Lbx192 O1c80]");

        LayerSpec[] expected =
        [
            new ConvolutionSpec(Activation.Relu, 3, 5, 1, 1, 16),
            new BatchNormSpec(),
            new MaxPoolingSpec(2, 3, 2, 3),
            new DropoutSpec(0.2f, 2),
            new HeightCollapseSpec(HeightCollapse.Both),
            new RecurrentSpec(RecurrentCell.Lstm, RecurrentDirection.Bidirectional, RecurrentAxis.X, false, 192),
            new OutputSpec(80),
        ];
        Assert.AreEqual(48, spec.Height);
        CollectionAssert.AreEqual(expected, spec.Layers.ToArray());
    }

    [TestMethod]
    [DataRow("Cs3,3,2", Activation.Sigmoid)]
    [DataRow("Ct3,3,2", Activation.Tanh)]
    [DataRow("Cr3,3,2", Activation.Relu)]
    [DataRow("Cl3,3,2", Activation.Linear)]
    [DataRow("Cm3,3,2", Activation.Softmax)]
    public void Every_activation_has_its_letter(string token, Activation activation) =>
        Assert.AreEqual(activation, ((ConvolutionSpec)Layer(token)).Activation);

    [TestMethod]
    [DataRow("Lfx7", RecurrentCell.Lstm, RecurrentDirection.Forward, RecurrentAxis.X, false)]
    [DataRow("Lrx7", RecurrentCell.Lstm, RecurrentDirection.Reverse, RecurrentAxis.X, false)]
    [DataRow("Lbxs7", RecurrentCell.Lstm, RecurrentDirection.Bidirectional, RecurrentAxis.X, true)]
    [DataRow("Lfys7", RecurrentCell.Lstm, RecurrentDirection.Forward, RecurrentAxis.Y, true)]
    [DataRow("Gby7", RecurrentCell.Gru, RecurrentDirection.Bidirectional, RecurrentAxis.Y, false)]
    [DataRow("Rrx7", RecurrentCell.Simple, RecurrentDirection.Reverse, RecurrentAxis.X, false)]
    [DataRow("Lpfy7", RecurrentCell.PeepholeLstm, RecurrentDirection.Forward, RecurrentAxis.Y, false)]
    [DataRow("Lcbys7", RecurrentCell.CoupledLstm, RecurrentDirection.Bidirectional, RecurrentAxis.Y, true)]
    public void Recurrent_layers_have_cell_direction_and_axis(
        string token, RecurrentCell cell, RecurrentDirection direction, RecurrentAxis axis, bool summarize) =>
        Assert.AreEqual(new RecurrentSpec(cell, direction, axis, summarize, 7), Layer(token));

    [TestMethod]
    [DataRow("M1,7", 1, false, false)]
    [DataRow("Ml2,7", 2, true, false)]
    [DataRow("Ms4,7", 4, false, true)]
    [DataRow("Mls4,7", 4, true, true)]
    public void Multidimensional_layers_have_directions_and_cell(string token, int directions, bool stable, bool sum) =>
        Assert.AreEqual(new MultidimensionalSpec(directions, 7, stable, sum), Layer(token));

    [TestMethod]
    [DataRow("Do", "Do0.5")]
    [DataRow("Do0.30", "Do0.3")]
    [DataRow("Do.25,1", "Do0.25")]
    [DataRow("Do,2", "Do0.5,2")]
    [DataRow("Do0", "Do0")]
    [DataRow("Mp2,3,2,3", "Mp2,3")]
    [DataRow("Mp2,3,2,1", "Mp2,3,2,1")]
    [DataRow("Cr3,3,1,1,8", "Cr3,3,8")]
    [DataRow("Cr3,3,2,1,8", "Cr3,3,2,1,8")]
    [DataRow("S1(1x0)1,3", "S1(1x0)1,3")]
    [DataRow("S1(1x12)1,3", "S1(1x0)1,3")]
    [DataRow("Cr{first}3,3,08", "Cr3,3,8")]
    [DataRow("Do{drop}0.1,2", "Do0.1,2")]
    [DataRow("Cr3 , 3,\t8", "Cr3,3,8")]
    [DataRow("W2,4", "W2,4")]
    [DataRow("W{blocks}3 , 1", "W3,1")]
    [DataRow("Lp{peepholes}bx8", "Lpbx8")]
    [DataRow("M4 , 10", "M4,10")]
    [DataRow("Yboth", "Yboth")]
    [DataRow("Ymean", "Ymean")]
    [DataRow("Ymax", "Ymax")]
    public void A_token_has_one_canonical_form(string token, string canonical) =>
        Assert.AreEqual(canonical, Layer(token).ToString());

    [TestMethod]
    [DataRow(PrototypeNetwork)]
    [DataRow("[1,1,0,1 O1c2]")]
    [DataRow("[1,48,0,1 S1(1x0)1,3 Lbx64 Lbx64 O1c0]")]
    [DataRow("[1,64,0,1 Cr3,3,2,1,8 Mp3,3,2,2 Do0.123,2 Lfys16 Gbx8 Lrxs4 O1c100]")]
    [DataRow("[1,64,0,1 W4,3 M4,2 W4,2 Ct1,1,6 Mls4,10 Ms2,7 Lpbx8 Lcfys8 Rrx8 O1c100]")]
    public void The_canonical_form_is_read_as_it_was_written(string vgsl)
    {
        var spec = NetworkSpec.Parse(vgsl);

        Assert.AreEqual(vgsl, spec.ToString());
        Assert.AreEqual(spec, NetworkSpec.Parse(spec.ToString()));
    }

    [TestMethod]
    [DataRow("  [ 1, 48 ,0,1\n\tCr3,3,16\r\n  Yboth   O1c80 ]\n")]
    [DataRow("[0,48,0,1 Cr3,3,16 Yboth O1c80]")]
    [DataRow("[1,48,0,1 Cr{conv}3,3,16 Yboth O{out}1c80]")]
    public void White_space_batch_zero_and_layer_names_do_not_matter(string vgsl) =>
        Assert.AreEqual("[1,48,0,1 Cr3,3,16 Yboth O1c80]", NetworkSpec.Parse(vgsl).ToString());

    [TestMethod]
    [DataRow("", "", 1, "begins with '['")]
    [DataRow("  1,48,0,1", "1,48,0,1", 3, "begins with '['")]
    [DataRow("[1,48,0,1 O1c8", "O1c8", 11, "cut off")]
    [DataRow(" [ ]", "[]", 2, "empty")]
    [DataRow("[1,48,0 O1c8]", "1,48,0", 2, "four numbers")]
    [DataRow("[1,48,x,1 O1c8]", "1,48,x,1", 2, "a number is missing after '1,48,'")]
    [DataRow("[2,48,0,1 O1c8]", "2,48,0,1", 2, "the batch must be 1")]
    [DataRow("[1,0,0,1 O1c8]", "1,0,0,1", 2, "the height is 0, but must be fixed, 1 to 1024")]
    [DataRow("[1,99999999999,0,1 O1c8]", "1,99999999999,0,1", 2, "the height is 2147483647")]
    [DataRow("[1,48,100,1 O1c8]", "1,48,100,1", 2, "the width must be 0")]
    [DataRow("[1,48,0,3 O1c8]", "1,48,0,3", 2, "the channels must be 1")]
    public void An_error_in_the_frame_names_token_and_position(string vgsl, string token, int position, string complaint) =>
        AssertError(vgsl, token, position, complaint);

    [TestMethod]
    [DataRow("X3", "this is no layer; layers are C (convolution)")]
    [DataRow("cr3,3,16", "this is no layer")]
    [DataRow("17", "this is no layer")]
    [DataRow("[Cr3,3,16]", "this is no layer")]
    [DataRow("Cx3,3,16", "after C comes one activation: s (sigmoid)")]
    [DataRow("C3,3,16", "after C comes one activation")]
    [DataRow("Cr3,,16", "a number is missing after 'Cr3,'; write it as C(s,t,r,l,m)y,x[,sy,sx],d, such as Cr3,3,16")]
    [DataRow("Cr", "a number is missing after 'Cr'")]
    [DataRow("Cr3,3", "three or five numbers")]
    [DataRow("Cr3,3,2,16", "three or five numbers")]
    [DataRow("Cr3,3,16z", "'z' is left over after 'Cr3,3,16'")]
    [DataRow("Cr3,3,-16", "a number is missing after 'Cr3,3,'")]
    [DataRow("Cr4,3,16", "the kernel's height 4 is even, but must be odd to have a centre; write 3 or 5")]
    [DataRow("Cr3,2,16", "the kernel's width 2 is even, but must be odd to have a centre; write 1 or 3")]
    [DataRow("Cr0,3,16", "the kernel's height is 0, but must be 1 to 63")]
    [DataRow("Cr3,65,16", "the kernel's width is 65, but must be 1 to 63")]
    [DataRow("Cr3,3,0", "the number of channels is 0, but must be 1 to 4096")]
    [DataRow("Cr3,3,4097", "the number of channels is 4097")]
    [DataRow("Cr3,3,0,1,8", "the vertical stride is 0")]
    [DataRow("Cr3,3,1,65,8", "the horizontal stride is 65")]
    [DataRow("Cr{name3,3,16", "no closing brace")]
    [DataRow("Bn3", "'3' is left over after 'Bn'; write it as Bn")]
    [DataRow("Do1", "the share of dropped values is 1, but must be 0, or at least 0.001 and below 1")]
    [DataRow("Do0.00001", "the share of dropped values is 1E-05")]
    [DataRow("Do0.2,3", "the dimension is 3, but must be 1")]
    [DataRow("Do0.2.3", "'0.2.3' is no number")]
    [DataRow("Do0.2, x", "a number is missing after 'Do0.2,'")]
    [DataRow("Mp2", "two or four numbers")]
    [DataRow("Mp2,2,2", "two or four numbers")]
    [DataRow("Mp0,2", "the window's height is 0")]
    [DataRow("Mp2,0", "the window's width is 0")]
    [DataRow("Mp13,2", "the window is 13 rows high, but only 12 are left here")]
    [DataRow("Mp2,2,0,2", "the vertical stride is 0")]
    [DataRow("Ymin", "write it as Ymax, Ymean or Yboth")]
    [DataRow("S1(1x11)1,3", "it reshapes 11 rows, but 12 are left here; write S1(1x0)1,3")]
    [DataRow("S2(1x0)1,3", "'1' is expected after 'S'; write it as S1(1x0)1,3")]
    [DataRow("S1(1x0)1,2", "'3' is expected after 'S1(1x0)1,'")]
    [DataRow("L192", "direction f (forwards), r (reverse) or b (both), the axis x or y")]
    [DataRow("Lxb192", "direction f (forwards)")]
    [DataRow("Lbxz192", "direction f (forwards)")]
    [DataRow("Gn32", "direction f (forwards)")]
    [DataRow("Rbz8", "direction f (forwards)")]
    [DataRow("Lbpx8", "direction f (forwards)")]
    [DataRow("Lpcbx8", "direction f (forwards)")]
    [DataRow("Lp8", "direction f (forwards)")]
    [DataRow("Lbx", "a number is missing after 'Lbx'")]
    [DataRow("M4", "two numbers, its directions and its cells; write it as M[l][s](1,2,4),n, such as M4,10")]
    [DataRow("M3,8", "the number of directions is 3, but must be 1, 2 or 4")]
    [DataRow("Ms1,8", "one direction has nothing to sum; write M1,8")]
    [DataRow("Mls1,8", "one direction has nothing to sum; write Ml1,8")]
    [DataRow("M4,0", "the number of cells is 0, but must be 1 to 4096")]
    [DataRow("Msl4,8", "this is no layer")]
    [DataRow("W2", "a window has two numbers; write it as W y,x")]
    [DataRow("W0,2", "the window's height is 0")]
    [DataRow("W2,65", "the window's width is 65, but must be 1 to 64")]
    [DataRow("W13,2", "the window is 13 rows high, but only 12 are left here")]
    [DataRow("Lbx0", "the number of cells is 0, but must be 1 to 4096")]
    [DataRow("Lbx5000", "the number of cells is 5000")]
    [DataRow("O1s80", "'c' is expected after 'O1'; write it as O1c and the number of labels")]
    [DataRow("O1c", "a number is missing after 'O1c'")]
    [DataRow("O1c8", "the output reads columns of one row, but 12 rows are left here; collapse them before it with Yboth")]
    public void An_error_in_a_layer_names_token_and_position(string token, string complaint) =>
        AssertError($"[1,48,0,1 Mp4,4  {token} Yboth O1c80]", token, 18, complaint);

    [TestMethod]
    [DataRow("O1c1", "the number of labels is 1, but must be 2 to 65536")]
    [DataRow("O1c65537", "the number of labels is 65537")]
    public void An_output_has_a_possible_number_of_labels(string token, string complaint) =>
        AssertError($"[1,48,0,1 Yboth {token}]", token, 17, complaint);

    [TestMethod]
    public void The_output_is_there_and_last()
    {
        AssertError("[1,48,0,1 Yboth O1c80 Lbx2]", "Lbx2", 23, "it stands after the output O1c80");
        AssertError("[1,48,0,1 Yboth Lbx2]", "]", 21, "the output is missing; end with O1c");
        AssertError("[1,48,0,1]", "]", 10, "the output is missing");
    }

    [TestMethod]
    public void A_network_has_no_absurd_size()
    {
        var manyLayers = string.Concat(Enumerable.Repeat("Bn ", 256));
        AssertError($"[1,48,0,1 Yboth {manyLayers}O1c80]", "Bn", 17 + (3 * 255), "it is layer 257, but a network has at most 256");

        AssertError("[1,48,0,1 Mp1,64 Mp1,64 Mp1,2 Yboth O1c80]", "Mp1,2", 25, "a line of 8192 columns shrinks to a single one");

        var manyWeights = string.Concat(Enumerable.Repeat("Cr9,9,4000 ", 3));
        AssertError($"[1,48,0,1 {manyWeights}Yboth O1c80]", "Cr9,9,4000", 22, "weights up to here, but at most 268435456 are allowed");

        AssertError("[1,100,0,1 Cr1,1,1000 S1(1x0)1,3 O1c80]", "S1(1x0)1,3", 23, "the number of channels after it is 100000");
    }

    [TestMethod]
    public void A_long_or_unprintable_token_is_quoted_in_one_short_line()
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => NetworkSpec.Parse($"[1,48,0,1 Z\u0007\u2028{new string('z', 5000)} O1c8]"));

        Assert.IsLessThan(300, error.Message.Length);
        Assert.IsFalse(error.Message.Any(character => char.IsControl(character) || character == '\u2028'));
    }

    [TestMethod]
    public void Garbage_is_refused_by_a_recognition_exception_and_nothing_else()
    {
        var random = new Random(1);
        const string Characters = "[]{}(),.0123456789 \n\tCBDMYSLGRWOrnopxybfscaehtlx-+\u00e4\u00df\ud83d\u0000";
        var refused = 0;

        for (var i = 0; i < 20_000; i++)
        {
            // Half of it is pure noise, half a good description with some characters replaced, lost or doubled.
            var text = i % 2 == 0
                ? new string(random.GetItems<char>(Characters, random.Next(60)))
                : Damaged(PrototypeNetwork, random, Characters);
            try
            {
                var spec = NetworkSpec.Parse(text);
                Assert.AreEqual(spec, NetworkSpec.Parse(spec.ToString()), text);
            }
            catch (RecognitionException e)
            {
                Assert.Contains("at character", e.Message, text);
                refused++;
            }
        }

        Assert.IsGreaterThan(15_000, refused);
    }

    private static string Damaged(string text, Random random, string characters)
    {
        for (var damages = random.Next(1, 4); damages > 0; damages--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[at].ToString()),
                _ => text.Remove(at, 1).Insert(at, characters[random.Next(characters.Length)].ToString()),
            };
        }

        return text;
    }

    private static LayerSpec Layer(string token) => NetworkSpec.Parse($"[1,12,0,1 {token} Yboth O1c80]").Layers[0];

    private static void AssertError(string vgsl, string token, int position, string complaint)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => NetworkSpec.Parse(vgsl));

        Assert.StartsWith($"VGSL '{token}' at character {position}: ", error.Message);
        Assert.Contains(complaint, error.Message);
    }
}
