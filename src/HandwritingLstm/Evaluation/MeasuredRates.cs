namespace HandwritingLstm.Evaluation;

/// <summary>Every error rate of an evaluation: characters, words and lines, strictly and without what a reader may not care about.</summary>
/// <remarks>All are drawn together in the bootstrap, so that their intervals rest on the same draws of lines and of writers.</remarks>
public sealed class MeasuredRates
{
    private static readonly (string Key, string Name, string Unit)[] _kinds =
    [
        ("cer", "CER", "characters"),
        ("wer", "WER", "words"),
        ("lineErrors", "Lines with an error", "lines"),
        ("cerIgnoringCase", "CER, ignoring case", "characters"),
        ("werIgnoringCase", "WER, ignoring case", "words"),
        ("cerIgnoringPunctuation", "CER, ignoring punctuation", "characters"),
        ("werIgnoringPunctuation", "WER, ignoring punctuation", "words"),
        ("cerIgnoringBoth", "CER, ignoring both", "characters"),
        ("werIgnoringBoth", "WER, ignoring both", "words"),
    ];

    internal MeasuredRates(IReadOnlyList<LineComparison> lines)
    {
        var counts = _kinds.Select(_ => new EditCounts[lines.Count]).ToArray(); // [kind, line]
        Parallel.For(0, lines.Count, i =>
        {
            var line = lines[i];
            (counts[0][i], counts[1][i]) = (line.Rates.Characters, line.Rates.Words);
            counts[2][i] = new EditCounts(line.Rates.CorrectLineCount == 0 ? 1 : 0, 0, 0, 1);
            Count(3, TextFolding.IgnoreCase);
            Count(5, TextFolding.IgnorePunctuation);
            Count(7, text => TextFolding.IgnorePunctuation(TextFolding.IgnoreCase(text)));

            void Count(int kind, Func<string, string> fold)
            {
                var (truth, reading) = (fold(line.Truth), fold(line.Reading));
                if (string.Equals(truth, line.Truth, StringComparison.Ordinal) && string.Equals(reading, line.Reading, StringComparison.Ordinal))
                {
                    (counts[kind][i], counts[kind + 1][i]) = (line.Rates.Characters, line.Rates.Words);
                    return;
                }

                counts[kind][i] = EditDistance.Count(truth, reading);
                counts[kind + 1][i] = EditDistance.CountWords(truth, reading);
            }
        });

        var overLines = lines.Count > 0 ? Bootstrap.Resample(counts) : null;
        var writers = lines.Select((line, index) => (line.Writer, Index: index)).GroupBy(line => line.Writer, StringComparer.Ordinal).ToList();
        WriterCount = writers.Count(writer => writer.Key is not null);
        var overWriters = WriterCount > 1 && WriterCount == writers.Count
            ? Bootstrap.Resample([.. counts.Select(kind => writers.ConvertAll(writer => Sum(writer.Select(line => kind[line.Index]))))])
            : null;

        All =
        [
            .. _kinds.Select((kind, index) => new MeasuredRate(
                kind.Key,
                kind.Name,
                kind.Unit,
                Sum(counts[index]),
                overLines is null ? null : Bootstrap.Interval(overLines[index]),
                overWriters is null ? null : Bootstrap.Interval(overWriters[index]))),
        ];
    }

    /// <summary>All rates: the strict ones first.</summary>
    public IReadOnlyList<MeasuredRate> All { get; }

    /// <summary>The character error rate.</summary>
    public MeasuredRate Cer => All[0];

    /// <summary>The word error rate.</summary>
    public MeasuredRate Wer => All[1];

    /// <summary>The share of lines with an error, where a wrong line counts as one edit.</summary>
    public MeasuredRate LineErrors => All[2];

    /// <summary>Number of different writers known.</summary>
    public int WriterCount { get; }

    private static EditCounts Sum(IEnumerable<EditCounts> counts) => counts.Aggregate(default(EditCounts), (sum, line) => sum + line);
}
