using System.Text;
using HandwritingLstm.Models;

namespace HandwritingLstm.Training.History;

/// <summary>The history of a run as a CSV file that grows row by row.</summary>
public sealed class TrainingHistory : IDisposable
{
    private readonly List<HistoryRow> _rows;
    private readonly StreamWriter _writer;

    private TrainingHistory(string path, List<HistoryRow> rows)
    {
        _rows = rows;
        var csv = string.Concat(rows.Select(row => row.ToCsv() + "\n").Prepend(HistoryRow.Header + "\n"));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(csv)));
        _writer = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>All rows, oldest first.</summary>
    public IReadOnlyList<HistoryRow> Rows => _rows;

    /// <summary>Starts an empty history.</summary>
    /// <param name="path">The CSV file; it is replaced.</param>
    public static TrainingHistory Create(string path) => new(path, []);

    /// <summary>Goes on with a history: rows after the checkpoint are dropped, as their steps will be made again.</summary>
    /// <param name="path">The CSV file; where it is missing, the history starts anew.</param>
    /// <param name="step">The checkpoint's step.</param>
    /// <exception cref="RecognitionException">A row before the checkpoint cannot be read.</exception>
    public static TrainingHistory Resume(string path, long step)
    {
        var rows = new List<HistoryRow>();
        var number = 1;
        // What follows the last line end is a row that a kill cut short.
        var lines = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n')[..^1] : [];
        foreach (var line in lines.Skip(1))
        {
            number++;
            if (HistoryRow.FromCsv(line) is not { } row)
            {
                throw new RecognitionException(
                    $"{path}, row {number}: found \"{line}\", but expected {HistoryRow.Header}; correct the row or delete the file.");
            }

            if (row.Step > step)
            {
                break;
            }

            rows.Add(row);
        }

        return new TrainingHistory(path, rows);
    }

    /// <summary>Adds a row and hands it to the operating system at once.</summary>
    public void Append(HistoryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _rows.Add(row);
        _writer.WriteLine(row.ToCsv());
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
