using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HandwritingLstm.Imaging;

/// <summary>The pixels of strokes as horizontal runs: row after row, from left to right.</summary>
/// <remarks>A run is some pixels wide, so that what walks over runs has a third of the steps of what walks over pixels.</remarks>
internal sealed class StrokeRuns
{
    private const int WordBits = 64;

    private readonly List<StrokeRun> _runs = [];
    private readonly List<int> _rowStarts = [0];

    private StrokeRuns(int width, int height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>Width of the reduced image.</summary>
    public int Width { get; }

    /// <summary>Height of the reduced image.</summary>
    public int Height { get; }

    /// <summary>All runs.</summary>
    public ReadOnlySpan<StrokeRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <summary>The indices of the runs of one row.</summary>
    public Range Row(int y) => _rowStarts[y].._rowStarts[y + 1];

    /// <summary>Finds the runs of an image reduced by a factor: a pixel belongs to a stroke where one of those it stands for does.</summary>
    /// <param name="ink">The image.</param>
    /// <param name="factor">Pixels of the image per reduced pixel, along each axis.</param>
    /// <param name="longest">Longer runs are left out.</param>
    public static StrokeRuns Find(InkMap ink, int factor, int longest)
    {
        var runs = new StrokeRuns((ink.Width + factor - 1) / factor, (ink.Height + factor - 1) / factor);
        var words = new ulong[(ink.Width + WordBits - 1) / WordBits]; // one bit per pixel of the image
        for (var y = 0; y < runs.Height; y++)
        {
            Array.Clear(words);
            for (var row = y * factor; row < Math.Min(ink.Height, (y + 1) * factor); row++)
            {
                Mark(ink.Row(row), ink.Threshold, words);
            }

            runs.AddRow(words, ink.Width, factor, longest);
        }

        return runs;
    }

    /// <summary>Sets the bits of the pixels above the threshold.</summary>
    private static void Mark(ReadOnlySpan<float> row, float threshold, Span<ulong> words)
    {
        var limit = Vector256.Create(threshold);
        var x = 0;
        for (; x + Vector256<float>.Count <= row.Length; x += Vector256<float>.Count)
        {
            ulong bits = Vector256.GreaterThan(Vector256.Create(row[x..]), limit).ExtractMostSignificantBits();
            words[x / WordBits] |= bits << (x % WordBits);
        }

        for (; x < row.Length; x++)
        {
            words[x / WordBits] |= (row[x] > threshold ? 1UL : 0) << (x % WordBits);
        }
    }

    private void AddRow(ReadOnlySpan<ulong> words, int width, int factor, int longest)
    {
        var first = _runs.Count;
        var start = -1; // of the run that is open
        var before = 0UL; // the last bit of the word before
        for (var i = 0; i < words.Length; i++)
        {
            // A bit is set where a run begins, and where one has ended.
            for (var changes = words[i] ^ ((words[i] << 1) | before); changes != 0; changes &= changes - 1)
            {
                var x = (i * WordBits) + BitOperations.TrailingZeroCount(changes);
                if (start < 0)
                {
                    start = x;
                    continue;
                }

                Add(start, x, factor, first);
                start = -1;
            }

            before = words[i] >> (WordBits - 1);
        }

        if (start >= 0)
        {
            Add(start, width, factor, first);
        }

        RemoveLong(first, longest);
        _rowStarts.Add(_runs.Count);
    }

    /// <summary>Adds a run, given in pixels of the image; reduced, it may touch the one before.</summary>
    private void Add(int start, int end, int factor, int first)
    {
        var run = new StrokeRun(start / factor, ((end - 1) / factor) + 1);
        if (_runs.Count > first && _runs[^1].End >= run.Start)
        {
            _runs[^1] = new(_runs[^1].Start, run.End);
        }
        else
        {
            _runs.Add(run);
        }
    }

    private void RemoveLong(int first, int longest)
    {
        for (var i = _runs.Count - 1; i >= first; i--)
        {
            if (_runs[i].Length > longest)
            {
                _runs.RemoveAt(i);
            }
        }
    }
}
