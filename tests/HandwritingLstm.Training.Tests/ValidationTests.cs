using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class ValidationTests
{
    [TestMethod]
    [DataRow("ab", ReadingDirection.LeftToRight)]
    [DataRow("1א", ReadingDirection.RightToLeft)]
    public void Training_and_evaluation_find_the_same_rates_to_the_last_digit(string letters, ReadingDirection direction)
    {
        using var folder = new LineFolder().With(lines: 20, split: "valid");
        folder.Add("blank.pgm", "ab", "valid", [.. Encoding.ASCII.GetBytes("P5\n60 32\n255\n"), .. Enumerable.Repeat((byte)255, 60 * 32)]);
        folder.Add("missing.pgm", "ba", "valid", file: null);
        var truth = GroundTruthFile.Read(folder.Csv);
        var alphabet = new Alphabet(letters.Select(letter => letter.ToString()));
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c3]");
        using var network = new LineNetwork(spec, seed: 3, threads: 1);

        // Fresh weights are small and every label is about as probable; larger ones make up their mind.
        network.ImportTensors([.. network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => 6 * value)] })]);
        var preprocessing = new LineNormalizerOptions { Height = spec.Height, ReadingDirection = direction };

        var set = ValidationSet.Load(
            folder.Csv, truth, new LineInspector(new LineNormalizer(preprocessing), spec: null, alphabet: null, maximumColumns: 10_000), new TrainingOptions { ValidationLines = 0 });
        var training = new Validation(set, alphabet).Measure(network, CancellationToken.None);

        using var recognizer = new LineRecognizer(new Model
        {
            Spec = spec,
            Alphabet = alphabet,
            Preprocessing = PreprocessingJson.Write(preprocessing),
            Metadata = new ModelMetadata(),
            Tensors = network.ExportTensors(),
        });
        var predictions = truth.Where(line => File.Exists(line.ImagePath)).Select(line => new Prediction(line.Image, recognizer.Read(line.ImagePath).Text, null, 0));
        var report = EvaluationReport.Of(truth, [.. predictions]);

        Assert.AreEqual(report.Overall, training);
        Assert.AreEqual(22, training.LineCount);
        Assert.IsTrue(training.Cer is > 0.1 and < 0.99 or > 1.01, $"{training}"); // nonsense, but neither all nor nothing
    }
}
