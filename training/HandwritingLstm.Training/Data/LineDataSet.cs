using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Training.Data;

/// <summary>The training lines in memory: one byte a pixel, so 5,000 lines of 48 × 450 pixels are 103 MiB.</summary>
public sealed class LineDataSet
{
    private LineDataSet(IReadOnlyList<TrainingLine> lines, LintReport report, long bytes)
    {
        Lines = lines;
        Report = report;
        Bytes = bytes;
    }

    /// <summary>The usable lines, in the order of the file; one of ground truth that is named twice is there twice, but once in memory.</summary>
    public IReadOnlyList<TrainingLine> Lines { get; }

    /// <summary>The lines that cannot be used.</summary>
    public LintReport Report { get; }

    /// <summary>The memory that the pixels take.</summary>
    public long Bytes { get; }

    /// <summary>What the lines are, in 16 hexadecimal digits: another text, image or order gives another fingerprint.</summary>
    public string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var line in Lines)
            {
                hash.AppendData(MemoryMarshal.AsBytes(line.Id.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(line.Labels.AsSpan()));
                hash.AppendData(line.Ink.Values);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        }
    }

    /// <summary>Loads, checks and normalises the lines on all cores.</summary>
    /// <param name="source">The ground-truth file or folder, for the messages.</param>
    /// <param name="truth">The lines.</param>
    /// <param name="inspector">What makes a line bad; it has an alphabet.</param>
    /// <param name="options">Threads and limits.</param>
    /// <param name="progress">Called with the number of lines done and in all, from any thread; may be null.</param>
    /// <param name="stop">Stops the loading.</param>
    /// <exception cref="RecognitionException">The lines need more memory than allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static LineDataSet Load(
        string source,
        IReadOnlyList<GroundTruthLine> truth,
        LineInspector inspector,
        TrainingOptions options,
        Action<int, int>? progress = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(options);
        var memory = new MemoryBudget(source, options.MaximumDataMegabytes);
        GroundTruthLine[] distinct = [.. truth.Distinct()];
        var lines = new TrainingLine?[distinct.Length];
        var report = DataSetLint.Visit(source, distinct, inspector, options.Threads, Keep, done => progress?.Invoke(done, distinct.Length), stop);
        var lineOf = distinct.Zip(lines).ToDictionary(pair => pair.First, pair => pair.Second);
        return new LineDataSet([.. truth.Select(line => lineOf[line]).OfType<TrainingLine>()], report, memory.Bytes);

        void Keep(int index, LoadedLine line)
        {
            memory.Use(line.Columns.Values.Length);
            lines[index] = new TrainingLine(line.Truth.Image, WriterOf(line.Truth), QuantizedColumns.From(line.Columns), line.Labels, line.MinimumColumns);
        }
    }

    // The same name in two files is that of two people, as far as anybody knows.
    private static string? WriterOf(GroundTruthLine line) => string.IsNullOrEmpty(line.Writer) ? null : $"{line.Source}: {line.Writer}";
}
