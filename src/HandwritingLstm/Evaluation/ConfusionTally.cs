using System.Runtime.InteropServices;
using System.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Counts which characters, and which runs of neighbouring characters, were read as which.</summary>
internal sealed class ConfusionTally
{
    private const int MostCharacters = 6; // what is longer is a line that was misread, not a confusion

    private readonly Dictionary<(string Truth, string Reading), int> _characters = [];
    private readonly Dictionary<(string Truth, string Reading), int> _runs = [];
    private readonly Dictionary<string, int> _truth = new(StringComparer.Ordinal);

    /// <summary>Single characters; their counts sum to the edits.</summary>
    public Confusions Characters => new(_characters);

    /// <summary>
    /// Longest runs of neighbouring edits with two to six characters on either side, such as rn read as m.
    /// Their edits are among <see cref="Characters"/> too.
    /// </summary>
    public Confusions Runs => new(_runs);

    /// <summary>How often every character is in the truth.</summary>
    public IReadOnlyDictionary<string, int> TruthCounts => _truth;

    /// <summary>Counts a line.</summary>
    public void Add(IReadOnlyList<EditOperation> operations)
    {
        var (truth, reading) = (new StringBuilder(), new StringBuilder());
        var (truthLength, readingLength) = (0, 0);
        foreach (var operation in operations)
        {
            if (operation.Truth.Length > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_truth, operation.Truth, out _)++;
            }

            if (operation.Kind == EditKind.Match)
            {
                EndRun();
                continue;
            }

            CollectionsMarshal.GetValueRefOrAddDefault(_characters, (operation.Truth, operation.Reading), out _)++;
            truth.Append(operation.Truth);
            reading.Append(operation.Reading);
            truthLength += operation.Truth.Length > 0 ? 1 : 0;
            readingLength += operation.Reading.Length > 0 ? 1 : 0;
        }

        EndRun();

        void EndRun()
        {
            if (Math.Max(truthLength, readingLength) is >= 2 and <= MostCharacters)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_runs, (truth.ToString(), reading.ToString()), out _)++;
            }

            truth.Clear();
            reading.Clear();
            (truthLength, readingLength) = (0, 0);
        }
    }
}
