using System.Runtime.CompilerServices;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests.Recipes;

[TestClass]
public sealed class RecipeTests
{
    private const string Network = "\"network\": \"[1,48,0,1 S1(1x0)1,3 Lbx8 O1c2]\"";

    public static IEnumerable<object[]> Shipped =>
        [.. Directory.EnumerateFiles(RecipeFolder(), "*.json").Order(StringComparer.Ordinal).Select(path => new object[] { Path.GetFileName(path) })];

    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public void Shipped_recipe_is_valid(string name)
    {
        var recipe = Recipe.Read(Path.Combine(RecipeFolder(), name));
        recipe.Validate(name);
        var spec = NetworkSpec.Parse(recipe.Network);
        Assert.AreEqual(spec.Height, recipe.Preprocessing.Height);
        Assert.IsGreaterThan(0, recipe.Data.Train.Length);
        using var network = new LineNetwork(spec, threads: 1);
        Assert.IsGreaterThan(0, network.ParameterCount);
    }

    [TestMethod]
    public void Recipes_of_cells_differ_in_the_cell_alone()
    {
        var cells = Shipped.Select(row => (string)row[0]).Where(name => name.StartsWith("cell-", StringComparison.Ordinal)).ToArray();
        var recipes = cells.Select(name => Recipe.Read(Path.Combine(RecipeFolder(), name))).ToArray();
        var alike = recipes.Select(recipe => recipe with { Model = new(), Network = WithoutCell(recipe.Network) }).Distinct();
        Assert.HasCount(6, recipes.Select(recipe => recipe.Network).Distinct());
        Assert.HasCount(1, alike);
    }

    [TestMethod]
    [DataRow("\"texts\": \"a.txt\"", "synthetic.fonts")]
    [DataRow("\"fonts\": \"fonts\"", "synthetic.texts")]
    public void Synthetic_lines_need_fonts_and_texts(string section, string missing)
    {
        var recipe = Recipe.Parse($"{{ {Network}, \"synthetic\": {{ \"share\": 0.25, {section} }} }}", "r.json");
        Assert.AreEqual(0.25, recipe.Synthetic.Share);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => recipe.Validate("r.json"));
        StringAssert.Contains(problem.Message, missing, StringComparison.Ordinal);
        (recipe with { Synthetic = recipe.Synthetic with { Share = 0 } }).Validate("r.json");
    }

    [TestMethod]
    [DataRow("\"texts\": \"a.txt\"", "composed.model")]
    [DataRow("\"ownTexts\": 1", "composed.model")]
    [DataRow("\"model\": \"mdlstm\"", "composed.texts")]
    public void Composed_lines_need_texts_and_a_model(string section, string missing)
    {
        var recipe = Recipe.Parse($"{{ {Network}, \"composed\": {{ \"share\": 0.5, {section} }} }}", "r.json");
        Assert.AreEqual(0.5, recipe.Composed.Share);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => recipe.Validate("r.json"));
        StringAssert.Contains(problem.Message, $"\"{missing}\" is empty", StringComparison.Ordinal);
        (recipe with { Composed = recipe.Composed with { Share = 0 } }).Validate("r.json");
    }

    [TestMethod]
    [DataRow("\"ownTexts\": 1")]
    [DataRow("\"texts\": \"a.txt\"")]
    public void Lines_are_composed_of_other_texts_or_of_their_own(string texts) =>
        Recipe.Parse($"{{ {Network}, \"composed\": {{ \"share\": 0.5, \"model\": \"mdlstm\", {texts} }} }}", "r.json").Validate("r.json");

    [TestMethod]
    public void A_network_that_the_engine_cannot_build_is_refused_before_any_line_is_loaded()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Recipe.Parse("""{ "network": "[1,48,0,1 Yboth Lfxs64 O1c2]" }""", "r.json"));
        StringAssert.StartsWith(problem.Message, "r.json: VGSL 'Lfxs64' at character 17: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("composed", "\"share\": 0.5, \"model\": \"mdlstm\", \"ownTexts\": 1")]
    [DataRow("synthetic", "\"share\": 0.5, \"fonts\": \"fonts\", \"texts\": \"a.txt\"")]
    public void Lines_from_right_to_left_are_neither_composed_nor_drawn(string section, string options)
    {
        var recipe = Recipe.Parse($"{{ {Network}, \"{section}\": {{ {options} }} }}", "r.json");
        recipe.Validate("r.json");
        var problem = Assert.ThrowsExactly<RecognitionException>(() => recipe.With("preprocessing.readingDirection", "rightToLeft").Validate("r.json"));
        StringAssert.Contains(problem.Message, "written from left to right", StringComparison.Ordinal);
        recipe.With("preprocessing.readingDirection", "rightToLeft").With($"{section}.share", "0").Validate("r.json");
    }

    [TestMethod]
    public void Other_lines_are_neither_composed_nor_have_a_model_to_go_on_from()
    {
        var recipe = Recipe.Parse($"{{ {Network}, \"data\": {{ \"ink\": \"b\", \"from\": \"c\" }}, \"training\": {{ \"meanWithStart\": true }}, \"composed\": {{ \"share\": 0.5, \"texts\": \"a\", \"model\": \"mdlstm\" }} }}", "r.json");
        recipe.Validate("r.json");
        var other = recipe.OnOtherLines("mine.csv", "mine", from: null);
        other.Validate("r.json");
        Assert.AreEqual("a", other.Composed.Texts);
    }

    [TestMethod]
    public void What_a_recipe_leaves_out_has_its_default()
    {
        var recipe = Recipe.Parse($"{{ {Network} }}", "r.json");
        Assert.AreEqual(new TrainingOptions(), recipe.Training);
        Assert.AreEqual(new LineNormalizerOptions(), recipe.Preprocessing);
    }

    [TestMethod]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.AreEqual(7, Recipe.Parse($"{{ // a comment\n {Network}, /* another */ \"training\": {{ \"seed\": 7, }} }}", "r.json").Training.Seed);

    [TestMethod]
    public void Recipe_survives_writing_and_reading()
    {
        var recipe = Recipe.Parse($"{{ {Network} }}", "r.json") with
        {
            Training = new() { Budget = 12.5, BudgetUnit = TrainingUnit.Minutes, PeakLearningRate = 1.0 / 3, Seed = 9 },
            Augmentation = new() { Enabled = false, WarpAmplitude = 0.1 },
            Preprocessing = new() { VerticalScaling = VerticalScaling.InkBox, CorrectSlant = false },
            Model = new() { Name = "Größe \"é\"", Description = "a\\b" },
        };
        Assert.AreEqual(recipe, Recipe.Parse(recipe.ToJson(), "again"));
    }

    [TestMethod]
    [DataRow("\"training\": { \"sede\": 1 }", "r.json: \"training.sede\" is unknown; \"training\" knows budget, ")]
    [DataRow("\"trainig\": { }", "r.json: \"trainig\" is unknown; a recipe knows extends, ")]
    [DataRow("\"training\": { \"batchLines\": 0 }", "r.json: \"training.batchLines\" is 0, but it must be a whole number from 1 to 4096.")]
    [DataRow("\"training\": { \"batchLines\": 1.5 }", "r.json: \"training.batchLines\" is 1.5, but it must be a whole number from 1 to 4096.")]
    [DataRow("\"training\": { \"batchLines\": \"8\" }", "r.json: \"training.batchLines\" is \"8\", but it must be a whole number from 1 to 4096.")]
    [DataRow("\"training\": { \"budgetUnit\": \"hours\" }", "r.json: \"training.budgetUnit\" is \"hours\", but it must be one of \"epochs\", \"steps\", \"minutes\", \"cpuMinutes\".")]
    [DataRow("\"training\": { \"peakLearningRate\": 1e99 }", "r.json: \"training.peakLearningRate\" is 1e99, but it must be a number from 1E-09 to 1.")]
    [DataRow("\"augmentation\": { \"enabled\": 1 }", "r.json: \"augmentation.enabled\" is 1, but it must be true or false.")]
    [DataRow("\"model\": { \"name\": 1 }", "r.json: \"model.name\" is 1, but it must be a text in quotes.")]
    [DataRow("\"data\": [ ]", "r.json: \"data\" is [ ], but it must be an object with keys such as \"train\".")]
    [DataRow("\"preprocessing\": { \"height\": 32 }", "r.json: the network takes lines of height 48, but \"preprocessing.height\" is 32; make them equal.")]
    [DataRow("\"preprocessing\": { \"marginRows\": 13 }", "r.json: The line normaliser's option MarginRows is 13")]
    [DataRow(
        "\"preprocessing\": { \"widening\": 3 }, \"training\": { \"recognitionWidening\": 2 }",
        "r.json: \"preprocessing.widening\" times \"training.recognitionWidening\" is 6; make it 0.5 to 4.")]
    [DataRow("\"training\": { \"seed\": 1, \"seed\": 2 }", "r.json is not JSON: ")]
    [DataRow("\"training\": {", "r.json is not JSON: ")]
    public void Mistake_is_named_with_key_value_and_range(string section, string message) =>
        StringAssert.StartsWith(
            Assert.ThrowsExactly<RecognitionException>(() => Recipe.Parse($"{{ {Network}, {section} }}", "r.json")).Message,
            message,
            StringComparison.Ordinal);

    [TestMethod]
    [DataRow("{ }", "\"network\" is missing")]
    [DataRow("{ \"network\": 1 }", "\"network\" is 1")]
    [DataRow("{ \"network\": \"[1,48,0,1 Q7 O1c2]\" }", "r.json: ")]
    [DataRow("[ ]", "a recipe is an object")]
    public void Recipe_without_a_network_is_an_error(string json, string message) =>
        StringAssert.Contains(
            Assert.ThrowsExactly<RecognitionException>(() => Recipe.Parse(json, "r.json")).Message, message, StringComparison.Ordinal);

    [TestMethod]
    public void Recipe_extends_another_one_of_its_folder()
    {
        using var folder = new LineFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.json"), $"{{ {Network}, \"training\": {{ \"seed\": 7, \"batchLines\": 3 }}, \"model\": {{ \"name\": \"a\" }} }}");
        File.WriteAllText(Path.Combine(folder.Path, "b.json"), "{ \"training\": { \"seed\": 8 }, \"extends\": \"a.json\" }");
        var recipe = Recipe.Read(Path.Combine(folder.Path, "b.json"));
        var a = Recipe.Read(Path.Combine(folder.Path, "a.json"));
        Assert.AreEqual(a with { Training = a.Training with { Seed = 8 } }, recipe);
        Assert.AreEqual(recipe, Recipe.Parse(recipe.ToJson(), "again"), "a checkpoint does not need the other one");
    }

    [TestMethod]
    [DataRow("{ \"extends\": 1 }", "a.json: \"extends\" is 1, but it must be the path of a recipe, in quotes.")]
    [DataRow("{ \"extends\": \"\" }", "a.json: \"extends\" is \"\", but it must be the path of a recipe, in quotes.")]
    [DataRow("{ \"extends\": \"a\\u0000\" }", "a.json: \"extends\" is \"a\\u0000\", but it must be the path of a recipe, in quotes.")]
    [DataRow("{ \"extends\": \"a.json\" }", "a.json: \"extends\" has led through 8 recipes; does one of them extend itself?")]
    [DataRow("{ \"extends\": \"none.json\" }", "none.json cannot be read: ")]
    public void What_cannot_be_extended_is_named(string json, string message)
    {
        using var folder = new LineFolder();
        var path = Path.Combine(folder.Path, "a.json");
        File.WriteAllText(path, json);
        StringAssert.Contains(Assert.ThrowsExactly<RecognitionException>(() => Recipe.Read(path)).Message, message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Missing_file_is_named() =>
        StringAssert.StartsWith(
            Assert.ThrowsExactly<RecognitionException>(() => Recipe.Read("no-such-recipe.json")).Message,
            "no-such-recipe.json cannot be read",
            StringComparison.Ordinal);

    [TestMethod]
    public void Options_are_changed_by_section_and_key()
    {
        var recipe = Recipe.Parse($"{{ {Network} }}", "r.json")
            .With("training.seed", "5")
            .With("training.budgetUnit", "minutes")
            .With("augmentation.enabled", "false")
            .With("data.train", "lines/a b.csv")
            .With("preprocessing.correctSkew", "false")
            .With("network", "[1,48,0,1 S1(1x0)1,3 Lbx16 O1c2]");

        Assert.AreEqual(5, recipe.Training.Seed);
        Assert.AreEqual(TrainingUnit.Minutes, recipe.Training.BudgetUnit);
        Assert.IsFalse(recipe.Augmentation.Enabled);
        Assert.AreEqual("lines/a b.csv", recipe.Data.Train);
        Assert.IsFalse(recipe.Preprocessing.CorrectSkew);
    }

    [TestMethod]
    [DataRow("training.seed", "-1", "\"training.seed\" is")]
    [DataRow("training.budget", "1,5", "\"training.budget\" is \"1,5\"")]
    [DataRow("training.budget", "30 minutes", "\"training.budget\" is \"30 minutes\"")]
    [DataRow("training.nothing", "1", "\"training.nothing\" is unknown")]
    [DataRow("training", "1", "\"training\" is unknown")]
    [DataRow("nothing.seed", "1", "\"nothing.seed\" is unknown")]
    public void Wrong_change_is_an_error(string key, string value, string message) =>
        StringAssert.Contains(
            Assert.ThrowsExactly<RecognitionException>(() => Recipe.Parse($"{{ {Network} }}", "r.json").With(key, value)).Message,
            message,
            StringComparison.Ordinal);

    [TestMethod]
    public void Options_set_in_code_are_checked_too()
    {
        var recipe = Recipe.Parse($"{{ {Network} }}", "r.json") with { Training = new() { ClipNorm = double.NaN } };
        var message = Assert.ThrowsExactly<RecognitionException>(() => recipe.Validate("Here")).Message;
        StringAssert.StartsWith(message, "Here: \"training.clipNorm\" is NaN, but it must be a number", StringComparison.Ordinal);
    }

    // Lbx128, Gfx128 …: the cell and its direction.
    private static string WithoutCell(string network) =>
        string.Join(' ', network.Split(' ').Select(token => token.EndsWith("x128", StringComparison.Ordinal) ? "cell" : token));

    private static string RecipeFolder([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "training", "recipes");
}
