using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Benchmarks;

/// <summary>The lines found on real pages beside those that people marked, by the measure of the cBAD competitions.</summary>
internal static class SegmentationBenchmark
{
    public static void Run(string folder, bool isEveryPage, string? overlays)
    {
        Machine.Print("Lines found on pages, one core");
        Console.WriteLine("| set | pages | true lines | found | precision | recall | F | s/page | MP/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var isWarm = false;
        foreach (var set in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var pages = new List<PageScore>();
            foreach (var truth in Directory.GetFiles(set, "*.xml").Order(StringComparer.Ordinal))
            {
                var baselines = PageTruth.Baselines(truth);
                if (baselines.Count == 0)
                {
                    continue; // a file without baselines, such as those of washington
                }

                var page = ImageFile.Load(Path.ChangeExtension(truth, ".jpg"));
                if (!isWarm)
                {
                    PageSegmenter.Segment(page); // compiles
                    isWarm = true;
                }

                var clock = Stopwatch.StartNew();
                var layout = PageSegmenter.Segment(page);
                var seconds = clock.Elapsed.TotalSeconds;
                var found = layout.Lines.Select(line => line.Baseline).ToArray();
                pages.Add(new(Path.GetFileName(truth), baselines.Count, found.Length, BaselineMeasure.Compare(baselines, found), seconds, page.Pixels.Length / 1e6));
                if (overlays is not null)
                {
                    var path = Path.Combine(Directory.CreateDirectory(overlays).FullName, $"{Path.GetFileName(set)}-{Path.GetFileNameWithoutExtension(truth)}.png");
                    ImageFile.SavePng(PageOverlay.Draw(page, layout), path);
                }

                if (isEveryPage)
                {
                    Print(pages[^1].Name, [pages[^1]]);
                }
            }

            if (pages.Count > 0)
            {
                Print($"**{Path.GetFileName(set)}**", pages);
            }
        }
    }

    private static void Print(string name, IReadOnlyList<PageScore> pages)
    {
        var scores = BaselineScores.Mean([.. pages.Select(page => page.Scores)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {pages.Count} | {pages.Sum(page => page.TrueLines)} | {pages.Sum(page => page.FoundLines)} | {scores.Precision:0.000} | {scores.Recall:0.000} | {scores.F:0.000} | {pages.Average(page => page.Seconds):0.00} | {pages.Sum(page => page.Megapixels) / pages.Sum(page => page.Seconds):0.0} |"));
    }

    private sealed record PageScore(string Name, int TrueLines, int FoundLines, BaselineScores Scores, double Seconds, double Megapixels);
}
