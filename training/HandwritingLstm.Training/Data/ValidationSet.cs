using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Training.Data;

/// <summary>The validation lines in memory, as floats: 1,000 lines of 48 × 450 pixels are 82 MiB.</summary>
public sealed class ValidationSet
{
    private ValidationSet(IReadOnlyList<ValidationLine> lines, IReadOnlyList<string> unreadTexts, LintReport report)
    {
        Lines = lines;
        UnreadTexts = unreadTexts;
        Report = report;
    }

    /// <summary>The readable lines, in the order of the file.</summary>
    public IReadOnlyList<ValidationLine> Lines { get; }

    /// <summary>The texts of lines whose image cannot be read; as in <c>htr evaluate</c>, they count as read empty.</summary>
    public IReadOnlyList<string> UnreadTexts { get; }

    /// <summary>The lines that cannot be used.</summary>
    public LintReport Report { get; }

    /// <summary>Loads the lines on all cores; a text may have characters that no alphabet knows: they count as errors.</summary>
    /// <param name="source">The ground-truth file or folder, for the messages.</param>
    /// <param name="truth">The lines.</param>
    /// <param name="inspector">What makes a line bad; without alphabet and network.</param>
    /// <param name="options">Threads, limits, and how many lines to take, evenly spaced.</param>
    /// <param name="progress">Called with the number of lines done, from any thread; may be null.</param>
    /// <param name="stop">Stops the loading.</param>
    /// <exception cref="RecognitionException">The lines need more memory than allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static ValidationSet Load(
        string source,
        IReadOnlyList<GroundTruthLine> truth,
        LineInspector inspector,
        TrainingOptions options,
        Action<int>? progress = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(options);
        var sample = GroundTruthSource.Sample(truth, options.ValidationLines);
        var memory = new MemoryBudget(source, options.MaximumDataMegabytes);
        var lines = new ValidationLine?[sample.Length];
        var report = DataSetLint.Visit(source, sample, inspector, options.Threads, Keep, progress, stop);
        var unread = sample.Where((_, index) => lines[index] is null).Select(line => line.Text);
        return new ValidationSet([.. lines.OfType<ValidationLine>()], [.. unread], report);

        void Keep(int index, LoadedLine line)
        {
            memory.Use(line.Columns.Values.Length * sizeof(float));
            lines[index] = new ValidationLine(line.Truth.Image, line.Columns, line.Truth.Text);
        }
    }
}
