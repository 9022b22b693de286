using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class ModelAverageTests
{
    [TestMethod]
    public void Every_weight_is_the_mean_whatever_the_order_of_the_tensors()
    {
        var mean = ModelAverage.Of([Model([1, 2], [3]), Model([3, -2], [0], reversed: true), Model([5, 3], [0])]);
        CollectionAssert.AreEqual(new float[] { 3, 1 }, mean.Tensors[0].Values);
        CollectionAssert.AreEqual(new float[] { 1 }, mean.Tensors[1].Values);
        Assert.AreEqual("first", mean.Metadata.Name);
        Assert.AreEqual("""{"averaged_models":3}""", mean.Metadata.Figures);
    }

    [TestMethod]
    public void The_models_themselves_stay_as_they_are()
    {
        var first = Model([1, 2], [3]);
        ModelAverage.Of([first, Model([3, 4], [5])]);
        CollectionAssert.AreEqual(new float[] { 1, 2 }, first.Tensors[0].Values);
    }

    [TestMethod]
    [DataRow("[1,8,0,1 S1(1x0)1,3 O1c3]", "a", "{}", "network")]
    [DataRow("[1,8,0,1 S1(1x0)1,3 Do0.2 O1c2]", "a", "{}", "network")]
    [DataRow("[1,8,0,1 S1(1x0)1,3 O1c2]", "b", "{}", "alphabet")]
    [DataRow("[1,8,0,1 S1(1x0)1,3 O1c2]", "a", """{"marginRows":2}""", "preprocessing")]
    public void Models_that_differ_in_more_than_weights_are_refused(string vgsl, string alphabet, string preprocessing, string difference)
    {
        var other = Model([0, 0], [0], vgsl: vgsl, alphabet: alphabet, preprocessing: preprocessing);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ModelAverage.Of([Model([1, 2], [3]), other]));
        StringAssert.StartsWith(problem.Message, $"Model 2 has another {difference} than the first", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Letters_may_be_widened_more_or_less_and_are_as_in_the_first()
    {
        var (first, other) = (Model([1, 2], [3], preprocessing: """{"widening":1.5}"""), Model([3, 4], [5], preprocessing: "{ }"));
        Assert.AreEqual(1.5, PreprocessingJson.Read(ModelAverage.Of([first, other]).Preprocessing).Widening);
    }

    [TestMethod]
    public void Dropout_may_differ_and_is_as_in_the_first()
    {
        var (first, other) = (Model([1, 2], [3], vgsl: "[1,8,0,1 S1(1x0)1,3 Do0.2 O1c2]"), Model([3, 4], [5], vgsl: "[1,8,0,1 S1(1x0)1,3 Do0.3,2 O1c2]"));
        var mean = ModelAverage.Of([first, other]);
        CollectionAssert.AreEqual(new float[] { 2, 3 }, mean.Tensors[0].Values);
        Assert.AreEqual(first.Spec, mean.Spec);
    }

    [TestMethod]
    public void Tensors_of_other_shapes_are_refused()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ModelAverage.Of([Model([1, 2], [3]), Model([1], [3])]));
        StringAssert.Contains(problem.Message, "weight has shape [1], but the network expects [2]", StringComparison.Ordinal);
    }

    [TestMethod]
    public void No_model_has_no_mean() => Assert.ThrowsExactly<ArgumentException>(() => ModelAverage.Of([]));

    private static Model Model(
        float[] weights, float[] bias, bool reversed = false, string vgsl = "[1,8,0,1 S1(1x0)1,3 O1c2]", string alphabet = "a", string preprocessing = "{}")
    {
        NamedTensor[] tensors = [new("weight", [weights.Length], weights), new("bias", [bias.Length], bias)];
        return new()
        {
            Spec = NetworkSpec.Parse(vgsl),
            Alphabet = new Alphabet([alphabet]),
            Preprocessing = preprocessing,
            Metadata = new ModelMetadata { Name = reversed ? "second" : "first", Figures = """{"valid_cer":0.1}""" },
            Tensors = reversed ? [.. tensors.Reverse()] : tensors,
        };
    }
}
