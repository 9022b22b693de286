using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;

namespace HandwritingLstm.Benchmarks;

/// <summary>Real lines, normalised, and ordered by width so that torch pads as little as can be.</summary>
/// <param name="Columns">The lines.</param>
/// <param name="Labels">Their labels.</param>
internal sealed record BenchmarkLines(IReadOnlyList<ColumnSequence> Columns, IReadOnlyList<int[]> Labels)
{
    /// <summary>The shipped model.</summary>
    public const string Model = "iam-ondb";

    /// <summary>Lines in a batch of training.</summary>
    public const int BatchLines = 16;

    /// <summary>Loads the first lines of a ground truth; lines with characters that the shipped model lacks are passed over.</summary>
    public static BenchmarkLines Load(string truth, int count)
    {
        var model = ModelFile.Load(ModelStore.Find(Model));
        // As many columns whatever the shipped model reads best, so that figures stay comparable.
        var normalizer = new LineNormalizer(PreprocessingJson.Read(model.Preprocessing) with { Widening = 1 });
        var lines = new List<(ColumnSequence Columns, int[] Labels)>();
        foreach (var line in GroundTruthFile.Read(truth))
        {
            if (lines.Count < count && model.Alphabet.TryEncode(line.Text, out var labels, out _))
            {
                lines.Add((normalizer.Normalize(ImageFile.Load(line.ImagePath)), labels));
            }
        }

        lines.Sort((a, b) => a.Columns.ColumnCount.CompareTo(b.Columns.ColumnCount));
        return new BenchmarkLines([.. lines.Select(line => line.Columns)], [.. lines.Select(line => line.Labels)]);
    }

    /// <summary>Writes the file that rivals/torch_network.py reads.</summary>
    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Columns.Count);
        for (var i = 0; i < Columns.Count; i++)
        {
            var line = Columns[i];
            writer.Write(line.ColumnCount);
            writer.Write(Labels[i].Length);
            for (var y = 0; y < line.Height; y++)
            {
                for (var x = 0; x < line.ColumnCount; x++)
                {
                    writer.Write((byte)MathF.Round(255 * line.Values[(x * line.Height) + y]));
                }
            }

            foreach (var label in Labels[i])
            {
                writer.Write(label);
            }
        }
    }
}
