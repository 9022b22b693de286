using System.Runtime.InteropServices;
using HandwritingLstm.Ink;

namespace HandwritingLstm.Training.Composition;

/// <summary>Sets letters one behind another and joins their strokes.</summary>
internal sealed class StrokeWriter
{
    // Joining strokes may lie this far from where the letters would stand by themselves, in line heights.
    private const float Reach = 0.15f;

    // From the last point of a stroke to the first one that goes on with it, in line heights.
    private const float PointDistance = 0.02f;

    private readonly List<InkStroke> _strokes = [];

    // Strokes that go on in the next letter, by their number.
    private readonly Dictionary<int, (List<float> X, List<float> Y)> _open = [];

    private WrittenLetter? _last;
    private float _end;   // where the next letter begins
    private float _shift; // from where a letter was written to where it stands

    /// <summary>The strokes in which a letter goes on and another one is entered; null where there is none: the pen was lifted.</summary>
    public static (LetterStroke? From, LetterStroke? To) Joint(WrittenLetter? before, WrittenLetter after) => (
        before?.Strokes.Where(stroke => stroke.IsContinued).MaxBy(stroke => stroke.X.Length),
        after.Strokes.Where(stroke => stroke.IsEntered).MaxBy(stroke => stroke.X.Length));

    /// <summary>Begins a run of letters at the end of what is there.</summary>
    /// <param name="first">Its first letter.</param>
    public void Begin(WrittenLetter first)
    {
        var shift = _end - first.Left;
        if (_last is not null && Joint(_last, first) is ({ } from, { } to) && _open.Remove(from.Stroke, out var stroke))
        {
            CloseAll();
            var meeting = stroke.X[^1] + PointDistance - to.X[0];
            shift = Math.Clamp(meeting, shift - Reach, shift + Reach);
            _open[to.Stroke] = stroke;
        }
        else
        {
            CloseAll();
        }

        _shift = shift;
    }

    /// <summary>Adds the next letter of a run.</summary>
    public void Add(WrittenLetter letter)
    {
        foreach (var part in letter.Strokes)
        {
            if (!part.IsEntered || !_open.Remove(part.Stroke, out var stroke))
            {
                stroke = ([], []);
            }

            stroke.X.AddRange(part.X.Select(x => x + _shift));
            stroke.Y.AddRange(part.Y);
            if (part.IsContinued)
            {
                _open[part.Stroke] = stroke;
            }
            else
            {
                Close(stroke);
            }
        }

        _last = letter;
        _end = letter.Right + _shift;
    }

    /// <summary>What was written.</summary>
    public InkLine ToLine()
    {
        CloseAll();
        return new InkLine("", null, 1, _strokes);
    }

    private void CloseAll()
    {
        foreach (var stroke in _open.Values)
        {
            Close(stroke);
        }

        _open.Clear();
    }

    private void Close((List<float> X, List<float> Y) stroke) => _strokes.Add(new InkStroke([.. CollectionsMarshal.AsSpan(stroke.X)], [.. CollectionsMarshal.AsSpan(stroke.Y)]));
}
