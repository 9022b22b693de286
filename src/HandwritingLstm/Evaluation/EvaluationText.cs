using System.Globalization;
using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Writes an <see cref="EvaluationReport"/> as text for people.</summary>
internal static class EvaluationText
{
    private const int ConfusionCount = 20;
    private const int NameCount = 5;

    /// <summary>Writes the report with so many of the worst lines.</summary>
    public static void Write(EvaluationReport report, TextWriter writer, int worstLines)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var rates = report.Overall;
        WriteRates(writer, "CER", "characters", rates.Characters, report.CerInterval, report.CerIntervalOverWriters, report.WriterCount);
        WriteRates(writer, "WER", "words", rates.Words, report.WerInterval, report.WerIntervalOverWriters, report.WriterCount);
        writer.WriteLine(Format($"lines without an error: {Percent(rates.LineAccuracy)} ({rates.CorrectLineCount:N0} of {rates.LineCount:N0})"));
        WriteLenient(writer, report.Rates);
        WriteNames(writer, "missing predictions, counted as read empty", report.Missing);
        WriteNames(writer, "predictions without ground truth, not counted", report.Extra);
        WriteNames(writer, "lines with an empty truth", report.EmptyTruths);
        WriteWorstLines(writer, report.WorstLines(worstLines));
        WriteConfusions(writer, report.Confusions.All);
    }

    private static void WriteRates(
        TextWriter writer,
        string name,
        string units,
        EditCounts counts,
        ConfidenceInterval? overLines,
        ConfidenceInterval? overWriters,
        int writerCount)
    {
        writer.Write(Format($"{name} {Percent(counts.Rate)} ({counts.Edits:N0} edits / {counts.TruthLength:N0} {units}: "));
        writer.Write(Format($"{counts.Substitutions:N0} substituted, {counts.Insertions:N0} inserted, {counts.Deletions:N0} deleted)"));
        if (overLines is { } lines)
        {
            writer.Write(Format($"; 95 % interval {Percent(lines.Low)} to {Percent(lines.High)} over lines"));
        }

        if (overWriters is { } writers)
        {
            writer.Write(Format($", {Percent(writers.Low)} to {Percent(writers.High)} over {writerCount:N0} writers"));
        }

        writer.WriteLine();
    }

    private static void WriteLenient(TextWriter writer, MeasuredRates rates) =>
        writer.WriteLine(string.Join("; ", rates.All.Skip(3).Chunk(2).Select(pair =>
            Format($"{pair[0].Name["CER, ".Length..]}: CER {Percent(pair[0].Rate)}, WER {Percent(pair[1].Rate)}"))));

    private static void WriteNames(TextWriter writer, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            var more = names.Count > NameCount ? Format($" and {names.Count - NameCount:N0} more") : "";
            writer.WriteLine(Format($"{what}: {names.Count:N0} ({string.Join(", ", names.Take(NameCount))}{more})"));
        }
    }

    private static void WriteWorstLines(TextWriter writer, IReadOnlyList<LineComparison> lines)
    {
        if (lines.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(Format($"worst lines ({lines.Count:N0}):"));
        }

        foreach (var line in lines)
        {
            var counts = line.Rates.Characters;
            var confidence = line.Confidence is { } value ? Format($", confidence {value:0.00}") : "";
            writer.WriteLine(Format($"  {line.Id}: {counts.Edits:N0} edits / {counts.TruthLength:N0} characters{confidence}"));
            writer.WriteLine($"    truth   {TextNormalizer.Normalize(line.Truth)}");
            writer.WriteLine($"    reading {TextNormalizer.Normalize(line.Reading)}");
        }
    }

    private static void WriteConfusions(TextWriter writer, IReadOnlyList<Confusion> confusions)
    {
        if (confusions.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine("most frequent confusions, truth → reading (∅ is nothing, ␣ a space):");
            writer.WriteLine(
                "  " + string.Join("  ", confusions.Take(ConfusionCount).Select(
                    confusion => Format($"{Show(confusion.Truth)}→{Show(confusion.Reading)} {confusion.Count:N0}"))));
        }
    }

    private static string Show(string character) => character switch
    {
        "" => "∅",
        " " => "␣",
        _ when char.IsControl(character[0]) || char.IsWhiteSpace(character[0]) => Format($"U+{(int)character[0]:X4}"),
        _ when Rune.GetUnicodeCategory(Rune.GetRuneAt(character, 0)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark =>
            $"◌{character}", // else it would sit on the arrow
        _ => character,
    };

    private static string Percent(double fraction) => Format($"{100 * fraction:0.00} %");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
