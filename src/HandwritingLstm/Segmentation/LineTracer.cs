using System.Runtime.InteropServices;

namespace HandwritingLstm.Segmentation;

/// <summary>Follows the ridges of the line filter from strip to strip.</summary>
internal static class LineTracer
{
    private const float SmoothingHeights = 2.5f; // letters' heights to either side: bridges letters, not columns
    private const float WeakShare = 0.15f; // of a typical answer: a trace goes on …
    private const float StrongShare = 0.4f; // … but has to be this strong somewhere
    private const float TypicalPercentile = 0.75f;
    private const float LeastTypical = 0.02f; // below, there is nothing but noise
    private const float LargestStepHeights = 0.25f; // letters' heights a line may rise or fall between two strips

    /// <summary>Finds pieces of lines.</summary>
    /// <param name="profile">The page's ink.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static IReadOnlyList<LineTrace> Trace(InkProfile profile, float height)
    {
        var smooth = profile.SmoothedAcross(Math.Max(1, (int)Math.Round(SmoothingHeights * height / InkProfile.StripWidth)));
        var peaks = new List<Peak>[smooth.StripCount];
        var response = new float[smooth.Height];
        for (var strip = 0; strip < peaks.Length; strip++)
        {
            LineFilter.Apply(smooth.Strip(strip), height, response);
            peaks[strip] = FindPeaks(response, (int)Math.Max(1, height / 2));
        }

        var typical = Typical(peaks);
        return typical < LeastTypical ? [] : Follow(peaks, WeakShare * typical, StrongShare * typical, Math.Max(2, LargestStepHeights * height));
    }

    private static List<Peak> FindPeaks(float[] response, int radius)
    {
        var peaks = new List<Peak>();
        for (var y = 1; y < response.Length - 1; y++)
        {
            var value = response[y];
            if (value <= 0 || value < response[y - 1] || value <= response[y + 1])
            {
                continue;
            }

            if (peaks.Count > 0 && y - peaks[^1].Y < radius)
            {
                if (value > peaks[^1].Strength)
                {
                    peaks[^1] = new(y, value);
                }

                continue;
            }

            peaks.Add(new(y, value));
        }

        return peaks;
    }

    private static float Typical(List<Peak>[] peaks)
    {
        var strengths = peaks.SelectMany(strip => strip).Select(peak => peak.Strength).Where(strength => strength > LeastTypical).ToArray();
        Array.Sort(strengths);
        return strengths.Length == 0 ? 0 : strengths[(int)(TypicalPercentile * (strengths.Length - 1))];
    }

    private static List<LineTrace> Follow(List<Peak>[] peaks, float weak, float strong, float largestStep)
    {
        var traces = new List<LineTrace>();
        var active = new List<OpenTrace>();
        for (var strip = 0; strip < peaks.Length; strip++)
        {
            var candidates = peaks[strip].Where(peak => peak.Strength >= weak).ToList();
            var next = new List<OpenTrace>();

            // The nearest pairs first: where two ridges approach each other, neither jumps to the other.
            var pairs =
                from trace in active
                from peak in candidates
                let step = Math.Abs(peak.Y - trace.Centres[^1])
                where step <= largestStep
                orderby step
                select (trace, peak);
            foreach (var (trace, peak) in pairs)
            {
                if (active.Contains(trace) && candidates.Remove(peak))
                {
                    active.Remove(trace);
                    trace.Add(peak);
                    next.Add(trace);
                }
            }

            active.ForEach(Close);
            next.AddRange(candidates.Select(peak => new OpenTrace(strip, peak)));
            active = next;
        }

        active.ForEach(Close);
        return traces;

        void Close(OpenTrace trace)
        {
            if (trace.Strengths.Max() >= strong)
            {
                traces.Add(new(trace.First, trace.Centres, trace.Strengths));
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Peak(float Y, float Strength);

    private sealed class OpenTrace
    {
        public OpenTrace(int first, Peak peak)
        {
            First = first;
            Add(peak);
        }

        public int First { get; }

        public List<float> Centres { get; } = [];

        public List<float> Strengths { get; } = [];

        public void Add(Peak peak)
        {
            Centres.Add(peak.Y);
            Strengths.Add(peak.Strength);
        }
    }
}
